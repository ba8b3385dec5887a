import { z } from 'zod'
import { APPLICANT_KINDS, DELIVERY_WAYS, FORMATS } from './kinds.ts'
import type { Submission } from './submit-request.ts'

const Text = (most: number, required?: string) => {
  const text = z.string().max(most, { error: `最多 ${most} 个字` })
  return required === undefined ? text.default('') : text.min(1, { error: required })
}

/** The public form and the registration of a paper: art 29 of the 条例, and nothing more. */
export const ApplicationForm = z
  .object({
    key: z.uuid({ error: '表单已失效，请重新打开本页填写' }),
    kind: z.enum(APPLICANT_KINDS, { error: '选择申请人是公民还是哪一类组织' }),
    name: Text(100, '填写姓名或者名称'),
    identity: Text(100, '填写身份证明的名称和号码'),
    contact: Text(50),
    phone: Text(40, '填写联系电话'),
    email: z.union([z.literal(''), z.email({ error: '邮箱地址应像 name@example.cn' }).max(100)]).default(''),
    address: Text(200),
    subject: z
      .string({ error: '写清楚需要什么信息' })
      .min(6, { error: '写清楚需要什么信息，至少 6 个字' })
      .max(4_000, { error: '最多 4000 个字，更多的内容请放在附件里' }),
    format: z.enum(FORMATS, { error: '选择信息的形式' }),
    way: z.enum(DELIVERY_WAYS, { error: '选择获取的方式' }),
  })
  .superRefine((form, context) => {
    if (form.way === 'email' && !form.email) context.addIssue({ code: 'custom', path: ['email'], message: '选了电子邮件，就要填写邮箱地址' })
    if (form.way === 'post' && !form.address) context.addIssue({ code: 'custom', path: ['address'], message: '选了邮寄，就要填写通信地址' })
  })
  .transform(
    (form): Submission => ({
      key: form.key,
      applicant: {
        kind: form.kind,
        name: form.name,
        identity: form.identity,
        contact: form.contact,
        phone: form.phone,
        email: form.email,
        address: form.address,
      },
      subject: form.subject,
      format: form.format,
      deliveryWay: form.way,
    }),
  )
