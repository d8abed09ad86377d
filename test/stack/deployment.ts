import { type Fields, isFields, type Value } from '../../action/stack/intrinsic.ts';
import type { TemplateFile } from './template-file.ts';

/** What a stack comes to: its resources and outputs with every function called. Names and ARNs are those of a made-up account. */
export interface Deployment {
  readonly resources: Readonly<Record<string, { readonly Type: string; readonly Properties: Fields }>>;
  readonly outputs: Readonly<Record<string, string>>;
}

const ABSENT = Symbol('AWS::NoValue');

/** Deploys `template` on paper, with these parameters; the others have their defaults. Fails at everything that AWS refuses too. */
export function deploy(
  template: TemplateFile,
  given: Readonly<Record<string, string>> = {},
  { partition = 'aws', account = '123456789012' } = {},
): Deployment {
  const parameters = Object.fromEntries(
    Object.entries(template.Parameters).map(([name, { Type, Default, AllowedPattern, AllowedValues }]) => {
      const text = given[name] ?? String(Default);
      const values = Type === 'CommaDelimitedList' ? text.split(',').map((each) => each.trim()) : [text];
      for (const value of values) {
        if (AllowedPattern !== undefined && !new RegExp(String(AllowedPattern)).test(value)) throw refused(name, value);
        if (Array.isArray(AllowedValues) && !AllowedValues.includes(value)) throw refused(name, value);
      }
      return [name, Type === 'CommaDelimitedList' ? values : text];
    }),
  );
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(parameters, name));
  if (unknown !== undefined) throw refused(unknown, 'anything');
  const pseudo: Fields = { 'AWS::Partition': partition, 'AWS::AccountId': account };

  const holds = (condition: Value): boolean => {
    if (!isFields(condition)) throw new Error(`${JSON.stringify(condition)} is not a condition`);
    const [[name, argument] = ['', '']] = Object.entries(condition);
    if (name === 'Condition') return holds(found(template.Conditions, String(argument)));
    const list = argument as readonly Value[];
    if (name === 'Fn::Equals') return call(list[0] ?? '') === call(list[1] ?? '');
    if ((name === 'Fn::And' || name === 'Fn::Or') && (list.length < 2 || list.length > 10))
      throw new Error(`${name} of ${list.length}`);
    if (name === 'Fn::And') return list.every((each) => holds(each));
    if (name === 'Fn::Or') return list.some((each) => holds(each));
    if (name === 'Fn::Not') return !holds(list[0] ?? '');
    throw new Error(`${name} is not a function of conditions`);
  };

  const named = (name: string): Value => {
    const parameter = parameters[name] ?? pseudo[name];
    if (parameter !== undefined) return parameter;
    const { Type, Condition } = found(template.Resources, name);
    if (Condition !== undefined && !holds({ Condition })) throw new Error(`${name} does not exist`);
    return Type === 'AWS::IAM::Role' ? name : arnOf(name);
  };
  const arnOf = (name: string): string => {
    const { Type, Properties } = found(template.Resources, name);
    const kind = Type === 'AWS::IAM::Role' ? 'role' : 'policy';
    const own = Properties['RoleName'] ?? Properties['ManagedPolicyName'];
    return own === undefined
      ? `arn:${partition}:made-up:::${name}`
      : `arn:${partition}:iam::${account}:${kind}${String(Properties['Path'])}${String(own)}`;
  };
  /** The only attribute that our templates ask for. It fails for a resource that does not exist. */
  const attributeOf = (resource: string): string => {
    named(resource);
    return arnOf(resource);
  };
  const substitute = (text: string, own: Fields): string =>
    text.replace(/\$\{([^}]*)\}/g, (_, name: string) => {
      const [resource = '', attribute] = name.split('.');
      if (attribute !== undefined) return attributeOf(resource);
      return String(own[name] === undefined ? named(name) : call(own[name]));
    });

  const call = (value: Value): Value => {
    const result = resolve(value);
    if (result === ABSENT) throw new Error('AWS::NoValue where a value is needed');
    return result;
  };
  const resolve = (value: Value): Value | typeof ABSENT => {
    if (!isFields(value)) {
      if (typeof value !== 'object') return value;
      return value.map((each) => resolve(each)).filter((each) => each !== ABSENT);
    }
    const [[name, argument] = ['', ''], ...more] = Object.entries(value);
    if (more.length === 0 && (name === 'Ref' || name.startsWith('Fn::'))) return invoke(name, argument);
    const entries = Object.entries(value).map(([key, each]) => [key, resolve(each)] as const);
    return Object.fromEntries(entries.filter((entry): entry is [string, Value] => entry[1] !== ABSENT));
  };
  const invoke = (name: string, argument: Value): Value | typeof ABSENT => {
    if (name === 'Ref') return argument === 'AWS::NoValue' ? ABSENT : named(String(argument));
    if (name === 'Fn::Sub') {
      return typeof argument === 'string'
        ? substitute(argument, {})
        : substitute(String((argument as Value[])[0]), (argument as Fields[])[1] ?? {});
    }
    const list = argument as readonly Value[];
    if (name === 'Fn::If') return resolve(list[holds({ Condition: list[0] ?? '' }) ? 1 : 2] ?? '');
    if (name === 'Fn::GetAtt') return attributeOf(String(list[0]));
    const [first = '', second = ''] = list.map((each) => call(each));
    if (name === 'Fn::Join') return (second as readonly string[]).join(String(first));
    if (name === 'Fn::Split') return String(second).split(String(first));
    const selected = name === 'Fn::Select' ? (second as readonly Value[])[Number(first)] : undefined;
    if (selected === undefined) throw new Error(`${name} ${JSON.stringify(argument)}`);
    return selected;
  };

  const exists = ({ Condition }: { readonly Condition?: Value }): boolean =>
    Condition === undefined || holds({ Condition });
  const resources = Object.entries(template.Resources).filter(([, resource]) => exists(resource));
  const outputs = Object.entries(template.Outputs ?? {}).filter(([, output]) => exists(output));
  return {
    resources: Object.fromEntries(
      resources.map(([id, { Type, Properties }]) => [id, { Type, Properties: call(Properties) as Fields }]),
    ),
    outputs: Object.fromEntries(outputs.map(([id, { Value = '' }]) => [id, String(call(Value))])),
  };
}

function found<T>(object: Readonly<Record<string, T>>, name: string): T {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  if (value === undefined) throw new Error(`the template has no "${name}"`);
  return value;
}

function refused(name: string, value: string): Error {
  return new Error(`parameter ${name} does not take "${value}"`);
}
