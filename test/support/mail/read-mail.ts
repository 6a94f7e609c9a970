export { type ReadMail, readMail } from '../../../src-main/practice/post/read-mail.ts';
