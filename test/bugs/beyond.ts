// Reported bugs that no plan and no deployment can show, each with the reason.

const unseen =
  'which shapes a kernel takes is a fact of its build, and of this thread too little is known to us for a rule with a range of versions'

export const beyond: Readonly<Record<string, string>> = {
  'pytorch#147180':
    'the first reduction of a tensor is kept and given again for other factors: a fault of the program at run time, under a right plan',
  'deepspeed#1801':
    'replicas of the weights of norms drift apart in training: a plan of inference loads one value',
  'vllm#38517':
    'of a fused matrix with a scale for each part the loader fills the first: a plan states no values of scales',
  'sglang#19247': unseen,
  'sglang#8677': unseen,
  'sglang#9806': unseen,
  'sglang#23554': unseen,
  'vllm#47528':
    'text is garbled with tensor parallelism and right without; the thread has found no cause, so there is nothing to rebuild',
  'EPLB#22':
    'a copy of an expert beside itself on one rank wastes memory and changes no result; what goes wrong is the movement of weights at run time',
  'mori#475':
    'a right plan on a faulty call of the transport (kb/10_common_failure_modes.md, transport-corruption)',
}
