// Written by `kb compile`. Do not edit: change the pages under kb/ and compile again.

/** Words of scope cycle. */
export interface CycleWords {
  /** Distinct devices of the shortest cycle. */
  readonly devices?: readonly (string | number)[]
  /** Distinct layers of the shortest cycle. */
  readonly layers?: readonly (string | number)[]
  /** Nodes of the shortest cycle. */
  readonly length?: number
  /** Whether the shortest cycle is a pair of mutual edges. */
  readonly mutual?: boolean
  /** Ids of the shortest cycle found in it. */
  readonly nodes?: readonly (string | number)[]
  /** Nodes that wait for each other. */
  readonly size?: number
}

/** Words of scope device. */
export interface DeviceWords {
  /** Distinct layers of its nodes. */
  readonly layers?: readonly (string | number)[]
  /** The device, as text. */
  readonly name?: string
  /** Nodes placed on it. */
  readonly nodeCount?: number
}

/** Words of scope edge. */
export interface EdgeWords {
  /** The communication that the edge's label names. */
  readonly communication?: string
  /** Whether the edge only says what runs before what, and carries nothing. */
  readonly control?: boolean
  /** Edges with the same ends. */
  readonly copies?: number
  /** Dimensions of both ends whose sizes differ in a way that no split or gather over the sizes of the groups at hand explains, as name: a != b. */
  readonly differingDims?: readonly (string | number)[]
  /** What is left of both shapes when equal dimensions are set aside, where it holds different numbers of elements, as [a=4] != [b=3]. */
  readonly differingRest?: readonly (string | number)[]
  /** Whether the edge is drawn dashed or dotted. */
  readonly drawnDashed?: boolean
  /** Whether it is the first edge with these ends. */
  readonly firstCopy?: boolean
  /** The edge's label. */
  readonly label?: string
  /** Whether both ends are the same node. */
  readonly selfLoop?: boolean
  /** Names of the dimensions that both ends declare. */
  readonly sharedDims?: readonly (string | number)[]
  /** The tensor that the edge carries. */
  readonly tensor?: string
}

/** Words of scope group. */
export interface GroupWords {
  /** The devices of the group. */
  readonly devices?: readonly (string | number)[]
  /** Nodes that name the group. */
  readonly nodeCount?: number
  /** Number of devices of the group. */
  readonly size?: number
  /** Ops that are drawn for some devices of the group more often than for others, counted for each phase, layer, microbatch and step that all such nodes say. An op is left out where a node of the group has it and no device. */
  readonly unevenOps?: readonly (string | number)[]
}

/** Words of scope layer. */
export interface LayerWords {
  /** Distinct devices of the layer's nodes. */
  readonly devices?: readonly (string | number)[]
  /** Whether it is the lowest layer drawn in its phase. */
  readonly first?: boolean
  /** Whether it is the highest layer drawn in its phase. */
  readonly last?: boolean
  /** Nodes of the layer. */
  readonly nodeCount?: number
  /** The layer. */
  readonly number?: number
  /** The phase, where phases are drawn. */
  readonly phase?: string
  /** Distinct stages of the layer's nodes. */
  readonly stages?: readonly (string | number)[]
}

/** Words of scope node. */
export interface NodeWords {
  /** What a scale of the activations that enter a product is taken from: each token, the whole tensor over all ranks, the rank's slice of the tensor, or calibration. */
  readonly activationScale?: "token" | "tensor" | "shard" | "static"
  /** The dimension that a collective joins, scatters or cuts by. Of one that joins it may be left out: then it is the one of which devices bring different indices. What is dealt has to be said, by this or by slices; without slices all get as much. */
  readonly along?: string
  /** Whether the node's words or shape make it a legend, title or note. */
  readonly annotation?: boolean
  /** Whether the node multiplies tokens or expert outputs by the weights that the router gave them. */
  readonly appliesRouterWeights?: boolean
  /** How many positions back, its own included, the attention of the node looks; all of them where nothing is said. Unit: tokens. */
  readonly attentionWindow?: number
  /** Who adds the bias of a product that is split by rows: one rank or the step behind the reduction, each rank its share, or each rank all of it. */
  readonly biasAdded?: "once" | "divided" | "everywhere"
  /** Name of a buffer that the node writes or reads and that is used again later. */
  readonly buffer?: string
  /** What the node does with the buffer. */
  readonly bufferUse?: "write" | "read"
  /** The cache that the node reads or writes, where a plan has several: of a model and its draft, or of two workers. */
  readonly cache?: string
  /** In which order cells of the cache lie that the node writes, reads or, of a transfer, lays out: positions before heads (NHD) or heads before positions (HND). */
  readonly cacheLayout?: "NHD" | "HND"
  /** How layers, heads and positions of the cache lie on ranks and in blocks where the node writes, delivers or reads it, in the plan's own words. Nodes that use the same text use the same map. */
  readonly cacheMap?: string
  /** What a cached element means to the node that writes, delivers or reads it, in the plan's own words: format, scale, rotated or not, heads or latent, order in a block. Nodes that use the same text mean the same. */
  readonly cacheMeaning?: string
  /** Names of the tensors that a send or receive moves. */
  readonly carries?: readonly (string | number)[]
  /** State beside keys and values that the transfer of a cache carries, by name. */
  readonly carriesState?: readonly (string | number)[]
  /** Where the tensor is partial: devices that together have all of it, each part once. */
  readonly completedBy?: readonly (string | number)[]
  /** Where the tensor is partial, and not as a sum: the operation that completes it. */
  readonly completedWith?: string
  /** Nodes of the node's weakly connected component. */
  readonly componentSize?: number
  /** Whether an edge at the node is drawn dashed. */
  readonly dashedEdge?: boolean
  /** The data-parallel rank or replica that the node names. */
  readonly dataRank?: number
  /** Whether the id occurs other than as an end of edges. */
  readonly declared?: boolean
  /** Edges at the node, self-loops included. */
  readonly degree?: number
  /** Number of devices the node is placed on. */
  readonly deviceCount?: number
  /** The devices the node is placed on. */
  readonly devices?: readonly (string | number)[]
  /** Its devices; where it has none, those of the nearest nodes upstream that have some. */
  readonly devicesAbove?: readonly (string | number)[]
  /** Devices that its successors take over (seen through nodes without a device). */
  readonly devicesAfter?: readonly (string | number)[]
  /** Devices that its predecessors bring (seen through nodes without a device). */
  readonly devicesBefore?: readonly (string | number)[]
  /** Its devices; where it has none, those of the nearest nodes downstream that have some. */
  readonly devicesBelow?: readonly (string | number)[]
  /** Placements that the node claims of a tensor and that it does not have, as name: axis=claimed, not placement. */
  readonly differingClaims?: readonly (string | number)[]
  /** Whether the node is one rank's part of a product that its layer spreads over several devices, in a drawing that uses reductions. */
  readonly drawnApart?: boolean
  /** Whether the node is drawn dashed. */
  readonly drawnDashed?: boolean
  /** Whether the node is a device and no operation. */
  readonly drawsDevice?: boolean
  /** The number format. */
  readonly dtype?: string
  /** The expert-parallel rank that the node names. */
  readonly expertRank?: number
  /** The first position of the sequence that the node writes to the cache or reads from it, counted from 0. Unit: tokens. */
  readonly firstPosition?: number
  /** Which form of its operation a node is, where there are several: latent attention that is expanded or absorbed, experts that read copies of tokens, an output of other values than tokens. */
  readonly form?: "expanded" | "absorbed" | "copies" | "values"
  /** How a matrix that holds several projections is split: each part for itself, or all of it from the first column to the last. */
  readonly fusedSplit?: "parts" | "contiguous"
  /** The devices of the group the node works in. */
  readonly group?: readonly (string | number)[]
  /** Number of devices of the group. */
  readonly groupSize?: number
  /** The condition under which the node runs, where it does not always run. */
  readonly guard?: string
  /** Whether the condition has the same value on all ranks of the node's group: computed from what all know, or agreed among them. */
  readonly guardAgreed?: boolean
  /** The node's id. */
  readonly id?: string
  /** Edges that enter the node, self-loops apart. */
  readonly inDegree?: number
  /** Whether the node lies in the largest component. */
  readonly inLargestComponent?: boolean
  /** Dimensions of the first input, as name=size. */
  readonly input?: readonly (string | number)[]
  /** The dimension that an all-to-all or a merge cuts, while it joins another. */
  readonly into?: string
  /** Whether the node is one rank's part of an operation of which the other ranks of the group have their own. */
  readonly isOneOfParts?: boolean
  /** Where the node runs on some devices of its group and not on all: the devices of all nodes that are part of the same operation of the group (same op, phase, layer, microbatch and step), its own included. */
  readonly jointDevices?: readonly (string | number)[]
  /** Ranks among which the positions that this attention reads are split; 1 where it sees all of them. Unit: ranks. */
  readonly kvShards?: number
  /** The last position of the sequence that the node writes to the cache or reads from it. Unit: tokens. */
  readonly lastPosition?: number
  /** Of what the token is the last whose row the node reads: of the whole sequence, or of the shard that its rank holds. */
  readonly lastToken?: "sequence" | "shard"
  /** The layer the node belongs to. */
  readonly layer?: number
  /** The base of the log-sum-exp that attention gives beside its output, and that a merge takes it for. */
  readonly logBase?: "e" | "two"
  /** The name of the first of the weights that the node loads. */
  readonly matrix?: string
  /** The microbatch. */
  readonly microbatch?: number
  /** The declared id that is spelt most like this undeclared one. */
  readonly nearestDeclared?: string
  /** What a norm takes its statistic over: the residual stream, each head for itself, or all heads of a projection together. */
  readonly normOver?: "hidden" | "head" | "heads"
  /** Whether the node lies on a cycle. */
  readonly onCycle?: boolean
  /** The operation. */
  readonly op?: string
  /** Edges that leave the node, self-loops apart. */
  readonly outDegree?: number
  /** Dimensions of the first output, as name=size. */
  readonly output?: readonly (string | number)[]
  /** Names of the tensors that the node gives. */
  readonly outputNames?: readonly (string | number)[]
  /** Name of the window in which the node is meant to run at the same time as the other nodes of that name. */
  readonly overlap?: string
  /** Of the positions that the node writes, the ranks of its group keep so many in a row in turns: 1 deals them one by one. Unit: tokens. */
  readonly ownerBlock?: number
  /** What stands where the vocabulary is padded: in the vectors of an embedding or in the logits of a head. */
  readonly paddingValue?: "zero" | "minusInfinity"
  /** devicesBefore and devicesAfter together. */
  readonly participants?: readonly (string | number)[]
  /** The phase the node belongs to. */
  readonly phase?: string
  /** How each output lies on the axes of the meshes, as name: axis=placement. */
  readonly placements?: readonly (string | number)[]
  /** What the positions of rotary embedding and mask count from: the node's own shard or the whole sequence. */
  readonly positions?: "local" | "global"
  /** What a collective that reduces makes of the values of its group: their sum where it does not say, the largest or the smallest of them. */
  readonly reduction?: "sum" | "max" | "min"
  /** What an addition before a reduction adds on each rank: the whole residual stream, its t-th part, or all of it on one rank only. */
  readonly residualShare?: "whole" | "divided" | "once"
  /** Whether the title speaks of what enters or leaves the model. */
  readonly role?: "input" | "output" | "none"
  /** The rank at which a rooted collective starts or ends, as a list of one device. */
  readonly root?: readonly (string | number)[]
  /** How many ranks the label says it joins. Unit: ranks. */
  readonly saidRanks?: number
  /** How the scales, zero points and permutation of a quantised weight are split: with its columns, with its rows, or not at all. */
  readonly scaleShard?: "column" | "row" | "whole"
  /** Edges from the node to itself. */
  readonly selfLoops?: number
  /** How the label says that the operation is split. */
  readonly shard?: "column" | "row" | "sequence"
  /** Whether the devices that choose a token draw the same random numbers: those of the node, and those of other nodes for the same sequence. */
  readonly sharedSeed?: boolean
  /** The pipeline stage. */
  readonly stage?: number
  /** Whether the node stands for others that are not drawn: an ellipsis or a template that was never filled in. */
  readonly standsForOthers?: boolean
  /** The step. */
  readonly step?: number
  /** The ranks that the node works with. Unit: ranks. */
  readonly team?: readonly (string | number)[]
  /** The tensor-parallel rank that the node names. */
  readonly tensorRank?: number
  /** First line of the label without its device suffix; the id where there is no label. */
  readonly title?: string
  /** What numbers of tokens count from in masks, penalties and results of the node: the whole vocabulary, or the shard of the rank. */
  readonly tokenNumbers?: "global" | "local"
  /** What is wrong with how tensors lie at the node, or with one that it gives; none where all is well, unknown where it is not known how they lie. */
  readonly typeConflict?: "none" | "unbound" | "misfit" | "cut" | "unaligned" | "heads" | "parts" | "scales" | "partial-read" | "partial-added" | "reduced-again" | "reduced-otherwise" | "untiled" | "unlike" | "drawn-alone" | "joined-twice" | "order" | "not-kept" | "padding" | "ends" | "cache-unwritten" | "cache-gap" | "cache-left" | "cache-unlike" | "lost"
  /** The devices where it lies so. */
  readonly typeDevices?: readonly (string | number)[]
  /** Its dimension, where one is to blame. */
  readonly typeDimension?: string
  /** The node that does not take the tensor as it lies. */
  readonly typeReader?: string
  /** How it lies: R, S(d), P(sum), or indices of a dimension. */
  readonly typeSeen?: string
  /** How it would have to lie. */
  readonly typeTakes?: string
  /** The tensor. */
  readonly typeTensor?: string
  /** Whether it is known how the tensors of the node lie on its devices; unknown where no node names weights, or this one no tensors. */
  readonly typed?: boolean
  /** What the label says of devices where that is not understood. */
  readonly unreadDevices?: string
  /** Where the node runs, in words that name no device. */
  readonly vagueDevice?: string
}

/** Words of scope phase. */
export interface PhaseWords {
  /** Chance that a draft token is accepted when those before it were. */
  readonly acceptanceRate?: number
  /** Live activations of the largest step on one rank: the residual stream twice, the widest result in 16 bits, and logits in 32. Unit: GiB. */
  readonly activationBytes?: number
  /** Activations of the largest step at their peak on one rank, of the forward pass or of the sampler, whichever is more. Unit: GiB. */
  readonly activationPeak?: number
  /** Largest rank of an adapter. Unit: ranks. */
  readonly adapterRank?: number
  /** The largest rank of an adapter that vLLM is told to make room for. Unit: ranks. */
  readonly adapterRankFlag?: number
  /** Projections that adapters change, by name. */
  readonly adapterTargets?: readonly (string | number)[]
  /** Whether low-rank adapters are served. */
  readonly adapters?: boolean
  /** Whether both factors of an adapter are split, and not only one. */
  readonly adaptersFullySharded?: boolean
  /** Attention data parallelism: groups of ranks that own different sequences. Unit: ranks. */
  readonly adp?: number
  /** Bus bandwidth of an all-reduce over the ranks of attention, up to eight: as measured, or on devices that PCIe alone joins at most that of their slot; else unknown. Unit: GB/s. */
  readonly allReduceBandwidth?: number
  /** Buffers of DeepEP on one rank, where a launch names it as its dispatch; nothing elsewhere. Unit: GiB. */
  readonly allToAllBuffers?: number
  /** Standard deviation of the assignments of a rank in one layer and step, for an even router. Unit: assignments. */
  readonly assignmentSpread?: number
  /** Pairs of token and expert that a rank computes in one layer and step, on average. Unit: assignments. */
  readonly assignmentsPerRank?: number
  /** Whether the next step is scheduled before the last has ended. */
  readonly asynchronousScheduling?: boolean
  /** Ranks that share the tokens of a prompt in attention, taken from the tensor ranks. Unit: ranks. */
  readonly attentionCp?: number
  /** Whether the engine is told to give each rank or group its own sequences in attention. */
  readonly attentionDpFlag?: boolean
  /** Whether attention groups own sequences of their own, where a deployment speaks of it. */
  readonly attentionGroupChoices?: readonly (string | number)[]
  /** Decode: FLOP of attention for each byte read from the cache. Unit: FLOP/bytes. */
  readonly attentionIntensity?: number
  /** Pairs of query and key of one head that one rank forms in a layer and step. Unit: pairs. */
  readonly attentionPairs?: number
  /** Weights of attention of one layer that sees the whole context, on one rank. Unit: parameters. */
  readonly attentionParametersOfRank?: number
  /** Decode: time of the products of attention in one layer that sees the whole context, in a step. Unit: us. */
  readonly attentionTime?: number
  /** Ranks of one attention group as LMDeploy is told. Unit: ranks. */
  readonly attentionTpFlag?: number
  /** FLOP of the products of attention in one layer on one rank in a step. Unit: FLOP. */
  readonly attentionWork?: number
  /** Which of its own backends an engine runs (`pytorch`, `turbomind`). */
  readonly backendName?: string
  /** Whether copies of experts are moved to where the load is. */
  readonly balancesExperts?: boolean
  /** Whether requests move between data-parallel groups. */
  readonly balancesGroups?: boolean
  /** Standard deviation of the measured time of a step apart from its tokens. Unit: ms. */
  readonly baseStepDeviation?: number
  /** Measured time of a step apart from its tokens: weights, launches, host. Unit: ms. */
  readonly baseStepTime?: number
  /** Tokens that one step may hold over all its sequences. Unit: tokens. */
  readonly batchedTokens?: number
  /** The fastest of the algorithms that need no help of a switch. Unit: us. */
  readonly bestAllReduceTime?: number
  /** Tokens of one block of the cache. Unit: tokens. */
  readonly blockTokens?: number
  /** Time of a broadcast to the ranks of attention along a tree. Unit: us. */
  readonly broadcastTime?: number
  /** Share of time in which a stage of a prefill pipeline is idle, for stages of equal time. */
  readonly bubbleShare?: number
  /** The engine by whose convention memory is shared out, as a row of `memoryBudgets`. */
  readonly budgetEngine?: string
  /** Bytes of memory for each logit of the sampled rows at the peak: calibrated for vLLM, which sorts them up to 0.15; 32-bit logits elsewhere. Unit: bytes. */
  readonly bytesPerLogit?: number
  /** Sequences that the cache of a worker has room for, on average over their decode. Unit: requests. */
  readonly cacheBatch?: number
  /** Tokens that the cache of one data-parallel group has room for, as the engine reports at its start. Unit: tokens. */
  readonly cacheCapacity?: number
  /** What moves the cache between workers, as the engine calls it. */
  readonly cacheConnector?: string
  /** Tensor ranks that read the same bytes of the cache. Unit: ranks. */
  readonly cacheCopies?: number
  /** Cache bytes of one token in one layer on a rank that holds its position. Unit: bytes. */
  readonly cacheEntryBytes?: number
  /** Number format of the cache, as the engine calls it. */
  readonly cacheFormat?: string
  /** Groups of ranks that own different sequences. Unit: ranks. */
  readonly cacheGroups?: number
  /** Cache of the requests in flight, halfway through their answers, of one stage; layers with a window left out. Unit: GiB. */
  readonly cacheOfLoad?: number
  /** Prefill: how often a kernel reads the keys and values of a prompt. */
  readonly cachePasses?: number
  /** Decode: bytes that one rank reads from the cache of one layer that sees the whole context, in a step. Unit: bytes. */
  readonly cacheReadBytes?: number
  /** The part of a sequence's cache that one rank holds, for equal stages. */
  readonly cacheShareOfRank?: number
  /** The part of the cache of all requests that a rank reads in a step of the plan as it stands. */
  readonly cacheShareWithGroups?: number
  /** The part of the cache of all requests that a rank reads in a step where all ranks of a stage split heads. */
  readonly cacheShareWithoutGroups?: number
  /** Bytes that one rank writes to the cache of one layer in a step, on average. Unit: bytes. */
  readonly cacheWriteBytes?: number
  /** Activations that the largest step has in any case: what the sampler of vLLM takes for a number of sequences that the launch states. Unit: GiB. */
  readonly certainActivations?: number
  /** Devices that degrees are chosen for: those at hand, or as many as the strategy occupies. Unit: devices. */
  readonly choiceDevices?: number
  /** Chunks into which one prompt is cut; what is in the cache already is not computed. Unit: batches. */
  readonly chunkCount?: number
  /** Prefill: tokens of one prompt that one step takes at most. Unit: tokens. */
  readonly chunkTokens?: number
  /** Whether prompts may be taken in pieces; unknown where nothing is said, since engines differ. */
  readonly chunkedPrefill?: boolean
  /** Time in which the chunks of one prompt pass all stages, when `stageTimesTotal` and `slowestStageTime` are those of a chunk. Unit: s. */
  readonly chunkedPrefillTime?: number
  /** Chunks of a prompt, and how often its weights are read. Unit: chunks. */
  readonly chunks?: number
  /** Requests in flight on one worker. Unit: requests. */
  readonly clients?: number
  /** Tensor ranks of one attention group that share a clique. Unit: ranks. */
  readonly cliqueRanks?: number
  /** Share of the processors of a device that communication kernels occupy while they run. */
  readonly communicationShare?: number
  /** The 16-bit or 32-bit format that the engine is told to compute in. */
  readonly computeFormat?: string
  /** Time that a layer computes for half of the batch beside the communication of the other half. Unit: s. */
  readonly contendedHalf?: number
  /** What those ranks share and how, as the engine calls it (`ULYSSES`, `HELIX`). */
  readonly contextKind?: string
  /** Context parallelism in prefill: keys go round a ring, queries do, keys are gathered, or tokens are exchanged for heads; where a plan names the engine's kind, or its engine and not the method, that of the kind or the engine. */
  readonly contextMethod?: "ring" | "ring-queries" | "gather" | "ulysses"
  /** Ranks that an engine shares the context among, whatever of it they share, beside those of its tensor-parallel size. Unit: ranks. */
  readonly contextRanks?: number
  /** How the tokens of a prompt are dealt to the ranks of context parallelism. */
  readonly contextSplit?: "contiguous" | "zigzag" | "striped"
  /** Whether the degrees of a deployment are written as its engine calls them or canonically: `tp` inside one attention group, `dp` the number of attention groups. */
  readonly convention?: "engine" | "canonical"
  /** Price of the devices of the phase for a million output tokens, in a closed loop. Unit: USD. */
  readonly costPerMillionTokens?: number
  /** Time of a layer's two reductions over several cliques in prefill, bandwidth alone, in times of its products at half of the dense peak in 16 bits. */
  readonly crossReductionShare?: number
  /** Decode context parallelism: ranks that share the cached positions of one sequence. Unit: ranks. */
  readonly dcp?: number
  /** Bytes of cache that one layer of a decode step reads on one rank, for requests that hold their prompt alone. Unit: bytes. */
  readonly decodeAttentionBytes?: number
  /** Operations of decode attention for each byte of cache that a rank reads; latent attention absorbed. Unit: FLOP/bytes. */
  readonly decodeAttentionIntensity?: number
  /** Pipeline stages of decode workers. Unit: stages. */
  readonly decodePp?: number
  /** Time of a step of decode with its planned batch and without prompts. Unit: ms. */
  readonly decodeStepTime?: number
  /** Standard deviation of the measured time of a sequence in decode. Unit: ms. */
  readonly decodeTokenDeviation?: number
  /** Measured time by which one more sequence in decode prolongs a step. Unit: ms. */
  readonly decodeTokenTime?: number
  /** Tensor-parallel size of decode workers as the engine counts it. Unit: ranks. */
  readonly decodeTp?: number
  /** Decode workers that the given rate of requests keeps busy with their planned batch. Unit: workers. */
  readonly decodeWorkersNeeded?: number
  /** Sequences that one step of a worker is planned to advance. Unit: requests. */
  readonly decodesPerStep?: number
  /** Ranks that share the dense networks of a model of experts. Unit: ranks. */
  readonly denseTp?: number
  /** Ranks that share a dense network as LMDeploy is told. Unit: ranks. */
  readonly denseTpFlag?: number
  /** Distinct devices of the phase's nodes. */
  readonly devices?: readonly (string | number)[]
  /** The data-parallel size as the engine counts it. Unit: ranks. */
  readonly dialectDp?: number
  /** The ranks that the engine's degrees count: those of one attention group, or of all where it deals them. Unit: ranks. */
  readonly dialectRanks?: number
  /** The tensor-parallel size as the engine counts it; where only those of prefill and decode workers are given, that of the phase. Unit: ranks. */
  readonly dialectTp?: number
  /** Whether prefill and decode run on workers of their own. */
  readonly disaggregated?: boolean
  /** Whether experts live on devices of their own that do no attention. */
  readonly disaggregatedExperts?: boolean
  /** Which side a worker is (`prefill`, `decode`); absent or `null` where it is both. */
  readonly disaggregationRole?: string
  /** What carries tokens to experts and back, as the engine calls it. */
  readonly dispatchBackend?: string
  /** Buffers of a low-latency dispatch on one rank: every token of a rank at every expert, to send and to receive, in two halves. Unit: GiB. */
  readonly dispatchBufferBytes?: number
  /** Bytes that one rank dispatches in a layer where a token travels once to each rank. Unit: bytes. */
  readonly dispatchBytes?: number
  /** Tokens of a rank that vLLM dispatches at once. Unit: tokens. */
  readonly dispatchChunk?: number
  /** Whether naming a dispatch by itself deals the experts over all ranks of a stage, as in SGLang, where the expert degree is set to the tensor-parallel size. */
  readonly dispatchDealsExperts?: boolean
  /** Bytes of one element of a token on the way to its experts, scales included (2 for bf16, about 1.03 for fp8). Unit: bytes. */
  readonly dispatchElementBytes?: number
  /** Which kernels of the dispatch run: for throughput, for latency, or by phase. */
  readonly dispatchMode?: "normal" | "low_latency" | "auto"
  /** Tokens of one rank for which the low-latency buffers have room: as stated, else as the engine takes by itself. Unit: tokens. */
  readonly dispatchRoom?: number
  /** Tokens of one rank for which the buffers of the dispatch have room. Unit: tokens. */
  readonly dispatchTokens?: number
  /** Bytes of the down projection of a dense network on one rank in a step. Unit: bytes. */
  readonly downBytes?: number
  /** FLOP of the down projection of a dense network on one rank in a step. Unit: FLOP. */
  readonly downWork?: number
  /** Number of the data-parallel group that this launch starts. */
  readonly dpIndex?: number
  /** Whether the engine's data-parallel groups work on one model together by themselves, dealt from the ranks that its degrees count. */
  readonly dpIsShared?: boolean
  /** Layers for multi-token prediction on one rank of the last stage, where they are used. Unit: bytes. */
  readonly draftBytesOfRank?: number
  /** The model that drafts. */
  readonly draftModel?: string
  /** Measured time in which a draft token is made for the whole batch. Unit: ms. */
  readonly draftStepTime?: number
  /** Ranks that share the draft model. Unit: ranks. */
  readonly draftTp?: number
  /** Whether a node names the phase. */
  readonly drawn?: boolean
  /** Whether tokens that find no room at their expert are meant to be left out. */
  readonly dropsTokens?: boolean
  /** Whether the engine runs without captured graphs. */
  readonly eager?: boolean
  /** Whether ranks of experts may join and leave. */
  readonly elasticExperts?: boolean
  /** Ranks that share the embedding; 0 is off. Unit: ranks. */
  readonly embeddingTp?: number
  /** Whether the encoder of images is split by `weights` or gets whole images (`data`). */
  readonly encoderSplit?: string
  /** Whether SGLang is told to encode whole images on each rank. */
  readonly encoderWhole?: boolean
  /** The same as sizes that the engine counts: none where a deployment speaks of canonical degrees. */
  readonly engineTensorChoices?: readonly (string | number)[]
  /** Expert parallelism: ranks among which the experts are dealt. Unit: ranks. */
  readonly ep?: number
  /** Expert tensor parallelism: ranks that share the width of one expert. Unit: ranks. */
  readonly etp?: number
  /** What starts the processes, as the engine calls it (`mp`, `ray`, `uni` …). */
  readonly executorBackend?: string
  /** Cache of one sequence of the greatest length on one rank, where latent attention keeps keys and values of all heads. Unit: GiB. */
  readonly expandedRequestBytes?: number
  /** The kernels that compute experts, as the engine calls them. */
  readonly expertBackend?: string
  /** Bytes of routed experts that a rank reads in one layer and step, for an even router. Unit: bytes. */
  readonly expertBytesRead?: number
  /** Ranks that split one expert and share its reduction. Unit: ranks. */
  readonly expertClusters?: number
  /** How tokens and experts come together: copies of tokens travel to the ranks of their experts and back, or all ranks see all tokens and sum what their experts make of them. */
  readonly expertExchange?: "all-to-all" | "all-gather"
  /** Whether experts are dealt, where an engine asks for it by a switch. */
  readonly expertFlagChoices?: readonly (string | number)[]
  /** Groups of ranks that each hold all experts, taken from the tensor ranks. Unit: ranks. */
  readonly expertGroups?: number
  /** Distinct experts that a step with drafts touches over those of a step without, for an even router. */
  readonly expertGrowth?: number
  /** By how much the stored weights of an expert exceed those of the checkpoint, for widths that kernels want. */
  readonly expertPadding?: number
  /** Whether the engine is told to deal experts over all ranks of a stage. */
  readonly expertParallelFlag?: boolean
  /** Numbers of expert ranks worth asking for, where a deployment names one. */
  readonly expertRankChoices?: readonly (string | number)[]
  /** Ranks that share the width of one routed expert; in a deployment that does not deal experts, and leaves open nothing that could, all ranks of a stage. Unit: ranks. */
  readonly expertShards?: number
  /** Load of the hottest rank over the mean in the long run, as measured: the largest sum of popularities on a rank, times ranks over experts for a token. */
  readonly expertSkew?: number
  /** Ranks over which each expert is split: those of a stage over which experts are not dealt, and in vLLM those of the copies as well. Unit: ranks. */
  readonly expertSlices?: number
  /** Time of the routed experts of one layer on the hottest rank, in a step. Unit: us. */
  readonly expertTime?: number
  /** Ranks that share the width of experts as LMDeploy is told. Unit: ranks. */
  readonly expertTpFlag?: number
  /** Expected number of different experts that one rank reads in a step, for a uniform router. Unit: experts. */
  readonly expertsTouchedPerRank?: number
  /** Whether something outside deals requests to the data-parallel groups. */
  readonly externalBalancing?: boolean
  /** Ranks over which weights of experts lie and from which each rank fetches what it lacks. Unit: ranks. */
  readonly fetchedWeights?: number
  /** Ranks that share one dense feed-forward network. Unit: ranks. */
  readonly ffnRanks?: number
  /** Tokens of a step that the dense feed-forward network of one rank works on. Unit: tokens. */
  readonly ffnTokens?: number
  /** Live activations of the largest step on one rank: the residual stream twice and the widest result, in 16 bits. Unit: bytes. */
  readonly forwardBytes?: number
  /** Bytes that one rank sends in a layer where all tokens are gathered on all ranks. Unit: bytes. */
  readonly gatheredDispatchBytes?: number
  /** Whether ranks agree for each step on replaying a captured graph (and on which) or on running eager, or each chooses its own. */
  readonly graphMode?: "agreed" | "own"
  /** Sequences of the largest captured graph. Unit: requests. */
  readonly graphSequences?: number
  /** Whether the xlite graph runs the step. */
  readonly graphWithoutHost?: boolean
  /** The share of memory that the engine is given at most: as stated, else the largest that it takes by itself. */
  readonly greatestShare?: number
  /** What one rank of attention sends to the others of its group inside a clique, in one direction. Unit: GB/s. */
  readonly groupBandwidth?: number
  /** Data-parallel sizes worth asking for: only where the deployment speaks of them, since every model may also be copied. */
  readonly groupChoices?: readonly (string | number)[]
  /** Whether the weights are integers in groups of rows with a scale each (AWQ, GPTQ). */
  readonly groupedIntegers?: boolean
  /** Time of a step in which a rank would read cache that it does not have, if all ranks split heads. Unit: ms. */
  readonly groupsReadLess?: number
  /** Time of a step in which a rank reads weights of attention that it would not have if all ranks split heads. Unit: ms. */
  readonly groupsReadMore?: number
  /** Time that a layer communicates for half of the batch. Unit: s. */
  readonly halfCommunication?: number
  /** Time that a layer computes for half of the batch, alone on the device. Unit: s. */
  readonly halfCompute?: number
  /** Weights of a rank, and cache of one request of the greatest stated length, if half of the tensor ranks shared them. Unit: GiB. */
  readonly halfOfTheRanksHold?: number
  /** Bytes of the head on one rank in a step; its weights are taken as wide as the activations, where others are quantised. Unit: bytes. */
  readonly headBytes?: number
  /** Ranks that share the weights of attention, of embedding and of head. Unit: ranks. */
  readonly headRanks?: number
  /** Ranks that share the head; 0 is off. Unit: ranks. */
  readonly headTp?: number
  /** FLOP of the head on one rank in a step. Unit: FLOP. */
  readonly headWork?: number
  /** Time of an all-reduce over several cliques: scatter and gather inside each, a ring of the shards across. Unit: us. */
  readonly hierarchicalAllReduceTime?: number
  /** Whether the cache spills to the host. */
  readonly hierarchicalCache?: boolean
  /** Time in which the two reductions of a layer pass the adapter of a host in prefill, in times of its products at half of the dense peak in 16 bits; of a model that is not known, at least. */
  readonly hostReductionShare?: number
  /** Assignments of the hottest rank over the mean, on average over steps. */
  readonly hottestRankOverMean?: number
  /** Whether something outside deals requests to hosts and each host to its groups. */
  readonly hybridBalancing?: boolean
  /** Devices that a strategy leaves without a rank. Unit: devices. */
  readonly idleDevices?: number
  /** What an attention group without requests does in a step of the others. */
  readonly idleRanks?: "dummy-batch" | "skip"
  /** Whether a rank without requests runs a dummy batch, and so takes part in the collectives of every step. */
  readonly idleRanksJoin?: boolean
  /** Whether two half batches alternate, so that one computes while the other travels. */
  readonly interleavesBatches?: boolean
  /** Whether the processes that are started become the ranks of one engine. */
  readonly joinsProcesses?: boolean
  /** Cache bytes that one token of a sequence needs on one rank, for equal stages. Unit: bytes. */
  readonly kvBytesPerTokenAndRank?: number
  /** Whether engines that choose by the device take the larger step. */
  readonly largeDevice?: boolean
  /** Tokens of the largest step: as stated, else as the engine takes by itself. Unit: tokens. */
  readonly largestStep?: number
  /** Sequences of the largest step: as stated, else as the engine takes by itself. Unit: requests. */
  readonly largestStepSequences?: number
  /** Weights of a rank of the last stage with a whole share of the layers and the head in 16 bits. Unit: GiB. */
  readonly lastStageBytesPerRank?: number
  /** Tokens of latent cache for which a rank has room beside the weights, in the usual share of the device. Unit: tokens. */
  readonly latentTokensOfRank?: number
  /** Hosts that one launch spans. Unit: hosts. */
  readonly launchHosts?: number
  /** Time that a layer communicates for the whole batch. Unit: s. */
  readonly layerCommunication?: number
  /** Time that a layer computes for the whole batch. Unit: s. */
  readonly layerCompute?: number
  /** Weights of one layer that a token meets: attention, and the dense network or the experts that it visits. Unit: parameters. */
  readonly layerWeights?: number
  /** Activations at least: within a twentieth where the law of vLLM's sampler holds and the step is known, else half. Unit: GiB. */
  readonly leastActivations?: number
  /** Buffers of DeepEP on one rank at least: queues of normal kernels for elements of eight bits. Unit: GiB. */
  readonly leastAllToAllBuffers?: number
  /** Cache of one sequence of the greatest length on one rank at least: in eight bits, where no format is stated or follows. Unit: GiB. */
  readonly leastRequestCacheBytes?: number
  /** Weights of the fullest rank at least: an equal share of all of them, less what is kept on the host. Unit: GiB. */
  readonly leastWeightBytesPerRank?: number
  /** The buffer that vLLM gives DeepEP for links inside a host. Unit: MiB. */
  readonly linkBuffer?: number
  /** Data-parallel groups that this launch starts. Unit: ranks. */
  readonly localDp?: number
  /** Time of the slowest of `adp` attention groups that step together over the mean of them; unknown for numbers of groups that are not in the table. */
  readonly lockStepFactor?: number
  /** Expected time of the slowest of `adp` attention groups. Unit: s. */
  readonly lockStepTime?: number
  /** Whether the buffers of DeepEP are made for its low-latency kernels. */
  readonly lowLatencyBuffer?: boolean
  /** Whether the phase runs the low-latency kernels of DeepEP. */
  readonly lowLatencyDispatch?: boolean
  /** Bytes that one rank dispatches in a layer where a token travels once to each of its experts. Unit: bytes. */
  readonly lowLatencyDispatchBytes?: number
  /** The most experts that a token may visit through the low-latency kernels that an engine is built with. Unit: experts. */
  readonly lowLatencyTopK?: number
  /** Tokens that one sequence may have, prompt and output together. Unit: tokens. */
  readonly maximumLength?: number
  /** Sequences that one step may hold; of one data-parallel group in engines that have several. Unit: requests. */
  readonly maximumSequences?: number
  /** Mean time of a rank for its part of a step before the ranks meet. Unit: s. */
  readonly meanRankTime?: number
  /** The share of a device's memory that the engine is given; of which memory, is a convention of the engine (`memoryBudgets`). */
  readonly memoryFraction?: number
  /** Bytes of the tensor that the ranks of attention reduce together: the hidden states of a step in 16 bits. Unit: bytes. */
  readonly messageBytes?: number
  /** Batches in flight at once. Unit: batches. */
  readonly microbatches?: number
  /** Weights of attention of a layer on one rank, in the mean over the kinds of layers. Unit: parameters. */
  readonly mixedAttentionParametersOfRank?: number
  /** Whether a step may hold pieces of prompts and decode steps together. */
  readonly mixedChunks?: boolean
  /** Mean time of a step of a closed loop, which is the mean time of an output token. Unit: ms. */
  readonly mixedStepTime?: number
  /** Ranks that share dense networks; 0 is off. Unit: ranks. */
  readonly mlpTp?: number
  /** Activations at most: a twelfth more where the law of vLLM's sampler holds, else twice as much. Unit: GiB. */
  readonly mostActivations?: number
  /** Buffers of DeepEP on one rank at most: for all tokens of a step in vLLM after 0.23, and with what the library of the network takes. Unit: GiB. */
  readonly mostAllToAllBuffers?: number
  /** The most that the runtime of one rank and its communicators were measured to take. Unit: GiB. */
  readonly mostRuntimeMemory?: number
  /** Whether prefill and decode share a device by parts of it. */
  readonly multiplexedPhases?: boolean
  /** The phase. */
  readonly name?: string
  /** Nodes that name the phase. */
  readonly nodeCount?: number
  /** Whether the phase runs the normal kernels of DeepEP. */
  readonly normalDispatch?: boolean
  /** Queues of the normal kernels on one rank, as DeepEP advises them: of the links inside a host, and of the network. Unit: GiB. */
  readonly normalQueues?: number
  /** Bytes of one normalisation with its residual on one rank in a step. Unit: bytes. */
  readonly normalisationBytes?: number
  /** FLOP of one normalisation with its residual on one rank in a step. Unit: FLOP. */
  readonly normalisationWork?: number
  /** Share of its time that a worker spends on tokens, at the given rate of requests. */
  readonly offeredLoad?: number
  /** Weights of one rank that are kept in the memory of the host. Unit: GiB. */
  readonly offloadedBytes?: number
  /** Time of an all-reduce where every rank sends its whole tensor to all others. Unit: us. */
  readonly oneShotAllReduceTime?: number
  /** Sequences in decode on one worker at the given rate of requests. Unit: requests. */
  readonly openBatch?: number
  /** Mean time of a step, and so of an output token, at the given rate of requests; unknown where the queue grows without bound. Unit: ms. */
  readonly openStepTime?: number
  /** Whether GPTQ quantised the rows in the order of their activations. */
  readonly ordersRows?: boolean
  /** Bytes of the output projection on one rank in a step. Unit: bytes. */
  readonly outputBytes?: number
  /** Output tokens in a second and for each device of the phase, in a closed loop. Unit: 1/s. */
  readonly outputRatePerDevice?: number
  /** Ranks that share the output projection of attention; 0 is off. Unit: ranks. */
  readonly outputTp?: number
  /** FLOP of the output projection on one rank in a step. Unit: FLOP. */
  readonly outputWork?: number
  /** Whether the model's activations leave the range of float16, by its type or else by its name. */
  readonly overflowsInHalf?: boolean
  /** Whether the overlap of scheduling and computing is switched off; unknown where nothing is said. */
  readonly overlapSchedulerOff?: boolean
  /** Time of two halves through all layers, each computing while the other communicates. Unit: s. */
  readonly overlapTime?: number
  /** Requests of a batch whose attention and exchange are pipelined. Unit: requests. */
  readonly overlappedRequests?: number
  /** Numbers of attention groups, where a deployment speaks of canonical degrees and of groups or experts that are dealt. */
  readonly ownedSequenceChoices?: readonly (string | number)[]
  /** Tokens of one block of the cache. Unit: tokens. */
  readonly pageTokens?: number
  /** FLOP of attention for one pair of query and key, over the heads of one rank. Unit: FLOP. */
  readonly pairWork?: number
  /** Prefill context parallelism: ranks that share the tokens of a prompt. Unit: ranks. */
  readonly pcp?: number
  /** Time in which `microbatches` equal batches of prefill pass all stages. Unit: s. */
  readonly pipelinePrefillTime?: number
  /** Time between two tokens of a request with `microbatches` batches in flight. Unit: s. */
  readonly pipelineTokenTime?: number
  /** Whether the engine is told to let pipeline stages and speculation run together. */
  readonly pipelineWithDrafts?: boolean
  /** Weights of the fullest rank at least, as a checkpoint of 16 bits stores them. Unit: GiB. */
  readonly plainWeightBytesPerRank?: number
  /** Time in which one device sends its tensor to a device of another clique. Unit: us. */
  readonly pointToPointTime?: number
  /** Tokens in flight from which on sharing positions spares more reading of the cache than its exchanges take. Unit: tokens. */
  readonly positionBreakEven?: number
  /** Time of a step of decode in which ranks that share positions exchange queries, sums and outputs, at the shortest measured all-reduce in one host. Unit: ms. */
  readonly positionExchangeTime?: number
  /** Consecutive tokens that one rank keeps before the next rank has its turn. Unit: tokens. */
  readonly positionInterleave?: number
  /** How partial attention is merged over ranks that share positions: `ag_rs` (gather and scatter) or `a2a` (exchange over heads). */
  readonly positionMerge?: string
  /** Pipeline stages. Unit: stages. */
  readonly pp?: number
  /** Pipeline stages of prefill workers. Unit: stages. */
  readonly prefillPp?: number
  /** Prefill: bytes that one rank reads from the cache of one layer in a step of whole prompts. Unit: bytes. */
  readonly prefillReadBytes?: number
  /** Time of a layer's two reductions in prefill, in times of its products at half of the dense peak in 16 bits. */
  readonly prefillReductionShare?: number
  /** Tensor-parallel size of prefill workers as the engine counts it. Unit: ranks. */
  readonly prefillTp?: number
  /** Share of the requests that find their prefix in the cache, for prefixes of one size and rate. */
  readonly prefixHitShare?: number
  /** The hosts on which they do. Unit: hosts. */
  readonly processHosts?: number
  /** How often they start it on each host. Unit: processes. */
  readonly processesPerHost?: number
  /** Tokens of the longest request that the engine has to hold: as stated, and no more than the model is made for. Unit: tokens. */
  readonly promisedLength?: number
  /** Time by which prompts in its steps lengthen a request, on average in a closed loop. Unit: ms. */
  readonly promptInterference?: number
  /** Measured time by which one more pair of a prompt's token and a token before it prolongs a step. Unit: ns. */
  readonly promptPairTime?: number
  /** Standard deviation of the measured time of a token of a prompt. Unit: ms. */
  readonly promptTokenDeviation?: number
  /** Measured time by which one more token of a prompt prolongs a step. Unit: ms. */
  readonly promptTokenTime?: number
  /** New tokens of prompts in a step of a closed loop. Unit: tokens. */
  readonly promptTokensOfStep?: number
  /** Bytes of the projection to queries, keys and values on one rank in a step. Unit: bytes. */
  readonly qkvBytes?: number
  /** Columns of the projection to queries, keys and values on one rank. Unit: elements. */
  readonly qkvColumns?: number
  /** FLOP of the projection to queries, keys and values on one rank in a step. Unit: FLOP. */
  readonly qkvWork?: number
  /** Numbers of ranks that an engine's field may have. */
  readonly rankNumbers?: readonly (string | number)[]
  /** Different ranks that the experts of one token lie on, on average, for an even router. Unit: ranks. */
  readonly ranksPerToken?: number
  /** Memory bandwidth that the kernels of the phase reach on one rank. Unit: GB/s. */
  readonly reachedBandwidth?: number
  /** Arithmetic that the kernels of the phase reach on one rank. Unit: TFLOP/s. */
  readonly reachedSpeed?: number
  /** Copies of tokens for which the receive buffer of one expert rank has room in a step. Unit: tokens. */
  readonly receiveCapacity?: number
  /** Cliques over which the tensor ranks of one attention group lie. */
  readonly reducedCliques?: number
  /** Copies of experts beyond the first of each. Unit: experts. */
  readonly redundantExperts?: number
  /** Which stages have one layer more, where the number of layers is not a multiple of the number of stages. */
  readonly remainderGoesTo?: string
  /** Independent copies of the whole phase. Unit: replicas. */
  readonly replicas?: number
  /** What copies of attention, dense networks and vocabulary over the groups of attention data parallelism add to a rank, where those are split over one group only. Unit: GiB. */
  readonly replicatedAttentionBytes?: number
  /** Time of attention for one request of the batch on one rank. Unit: s. */
  readonly requestAttention?: number
  /** Cache of one sequence of the greatest length on one rank, layers with a window left out. Unit: GiB. */
  readonly requestCacheBytes?: number
  /** Time of the exchange of partial attention for one request of the batch. Unit: s. */
  readonly requestExchange?: number
  /** Time of attention and exchange of one layer when the exchange of a request runs beside the attention of the next. Unit: s. */
  readonly requestOverlapTime?: number
  /** Requests that one worker ends in a second, in a closed loop. Unit: 1/s. */
  readonly requestRate?: number
  /** Cached tokens of one request in whole blocks: of the load where it is stated, else of the greatest length. Unit: tokens. */
  readonly requestTokens?: number
  /** Standard deviation over mean of the times that single requests take in a step, and so of their lengths in the cache. */
  readonly requestVariation?: number
  /** Requests that one attention group decodes in a step, on average. Unit: requests. */
  readonly requestsPerRank?: number
  /** Requests of the load's length whose cache fits on a rank beside the weights, in the usual share of the device. Unit: requests. */
  readonly requestsThatFit?: number
  /** Tokens of the cache that the chunks of a prompt read beyond what one pass would. Unit: tokens. */
  readonly rereadTokens?: number
  /** Whether the residual stream between attention and feed-forward network lies on slices of the tokens (sequence parallelism). */
  readonly residualSharded?: boolean
  /** Whether the experts that each token visited are returned with it. */
  readonly returnsRoutedExperts?: boolean
  /** Time of an all-reduce over the ranks of attention in a ring. Unit: us. */
  readonly ringAllReduceTime?: number
  /** The table of cosines and sines that a rank keeps for all positions of the model. Unit: bytes. */
  readonly rotaryTableBytes?: number
  /** Routed experts of one layer on the fullest rank. Unit: bytes. */
  readonly routedBytesOfRank?: number
  /** Whether a request goes to the worker that has its prefix in its cache. */
  readonly routesByPrefix?: boolean
  /** Sequences in decode in a step of a closed loop. Unit: requests. */
  readonly runningBatch?: number
  /** The runtime of one rank and its communicators, beside what the allocator of tensors knows of. Unit: GiB. */
  readonly runtimeMemory?: number
  /** Rows of a step that go through the head on one rank. Unit: tokens. */
  readonly sampledRows?: number
  /** Live memory of the sampler at its peak, beside the states of the step. Unit: bytes. */
  readonly samplerBytes?: number
  /** Sequences in decode with which the token budget of a step is used up, for a steady load. Unit: requests. */
  readonly saturationBatch?: number
  /** Weights that share one scale along a dimension; 128 for FP8 in blocks unless the model says otherwise. Unit: elements. */
  readonly scaleBlock?: number
  /** Work of the indexers for a prompt on one rank, in times of its part of the products with weights. */
  readonly scoringShare?: number
  /** Time of one batch through all layers when nothing overlaps. Unit: s. */
  readonly serialTime?: number
  /** Whether TGI has a class with shards for the model that uses flash attention, and no other. */
  readonly shardsNeedFlashAttention?: boolean
  /** Whether the engine's part of the memory is stated or fixed, of a device whose memory is known. */
  readonly shareIsKnown?: boolean
  /** The share of memory that the engine is given: as stated, else its usual one. */
  readonly shareOfMemory?: number
  /** Shared experts, router and projections around routed experts of one layer on one rank. Unit: bytes. */
  readonly sharedBytesOfRank?: number
  /** Numbers of ranks that share heads, where a deployment speaks of canonical degrees. */
  readonly sharedHeadChoices?: readonly (string | number)[]
  /** Whether the data-parallel groups of a deployment work on one model together: attention data parallelism rather than copies. */
  readonly sharesRanks?: boolean
  /** Time of the slowest stage for one batch. Unit: s. */
  readonly slowestStageTime?: number
  /** Time of the two small all-reduces of every layer, at the best measured engine kernel, up to eight ranks. Unit: ms. */
  readonly smallReductionsTime?: number
  /** Whether a method of speculation is named. */
  readonly speculates?: boolean
  /** How many times faster a sequence is with drafts than without, at the planned batch; at least so many times where the time of a prompt's token is not measured. */
  readonly speculationGain?: number
  /** How drafts are made, as the engine calls it; `none` is none. */
  readonly speculativeMethod?: string
  /** Draft tokens that one step verifies; 0 without speculation. Unit: tokens. */
  readonly speculativeTokens?: number
  /** Numbers of pipeline stages worth asking for. */
  readonly stageChoices?: readonly (string | number)[]
  /** Layers of each stage, in order of the stages. */
  readonly stageLayers?: readonly (string | number)[]
  /** Ranks of one pipeline stage, as attention sees them. Unit: ranks. */
  readonly stageRanks?: number
  /** Time that one batch (in prefill, one chunk) takes to pass all stages, without waiting. Unit: s. */
  readonly stageTimesTotal?: number
  /** Tokens of caches on their way that occupy one data-parallel group of decode, on average. Unit: tokens. */
  readonly stagedTokens?: number
  /** How often the programs in front of the engine's start it, on all hosts. Unit: processes. */
  readonly startedProcesses?: number
  /** The number of expert ranks where a deployment names it. Unit: ranks. */
  readonly statedEp?: number
  /** Tokens that one step of a worker may hold, over all its data-parallel groups. Unit: tokens. */
  readonly stepBudget?: number
  /** Tokens that all ranks of the phase process together in one step: as stated, or in decode those of the requests in flight. Unit: tokens. */
  readonly stepTokens?: number
  /** Standard deviation of the time of a mixed step over its mean, for independent constants. */
  readonly stepUncertainty?: number
  /** Whether the weights have block scales that the kernels of the machine take only whole. */
  readonly storedInBlocks?: boolean
  /** Time of an all-reduce that the switch sums. Unit: us. */
  readonly switchAllReduceTime?: number
  /** What a switch of an engine may say. */
  readonly switchPositions?: readonly (string | number)[]
  /** Tensor-parallel sizes worth asking for, the largest first: of two choices that are as near, the one with fewer stages has the shorter way for a token. */
  readonly tensorChoices?: readonly (string | number)[]
  /** Mean time from a request to its first token, with two pools; asked of the decode phase where that sends it. Unit: ms. */
  readonly timeToFirstToken?: number
  /** Tokens of the requests in flight, at the length that they have or may have at most. Unit: tokens. */
  readonly tokensInFlightAtMost?: number
  /** Tokens of a step that the attention of one rank works on. Unit: tokens. */
  readonly tokensOfRank?: number
  /** Tokens that a step with drafts gives a sequence, on average. Unit: tokens. */
  readonly tokensOfVerification?: number
  /** Tokens that one rank brings to the experts in a step. Unit: tokens. */
  readonly tokensPerRank?: number
  /** Tokens that all ranks of the phase process together in one step, padding included. Unit: tokens. */
  readonly tokensPerStep?: number
  /** Whether the tensor-parallel size counts the ranks of all attention groups and is dealt among them. */
  readonly tpIsDealt?: boolean
  /** Attention tensor parallelism: ranks that share the heads of one sequence. Unit: ranks. */
  readonly tpa?: number
  /** Ranks that share one dense feed-forward network; those of attention unless given. Unit: ranks. */
  readonly tpf?: number
  /** Time of an all-reduce over the ranks of attention in a tree. Unit: us. */
  readonly treeAllReduceTime?: number
  /** Whether chunk sizes are tuned from measured steps. */
  readonly tunesChunks?: boolean
  /** Whether a batch is cut in two halves of which one computes while the other communicates. */
  readonly twoBatchOverlap?: boolean
  /** Time of an all-reduce as a direct reduce-scatter and all-gather, where all ranks reach each other. Unit: us. */
  readonly twoShotAllReduceTime?: number
  /** Whether the engine pads heads and widths or gives ranks different numbers of them; of a fork that says no more of itself it may be so. */
  readonly unevenHeads?: boolean
  /** Share of time in which an average stage waits for the slowest. */
  readonly unevenShare?: number
  /** Time in which every rank of expert parallelism sends equal parts of its tensor to all others at once: the slower of clique and network. Unit: us. */
  readonly uniformAllToAllTime?: number
  /** Bytes of the gate and up projections of a dense network on one rank in a step. Unit: bytes. */
  readonly upBytes?: number
  /** FLOP of the gate and up projections of a dense network on one rank in a step. Unit: FLOP. */
  readonly upWork?: number
  /** Whether the plan names DeepEP as its dispatch, or is one of DeepEP itself. Its second version compiles for every shape and is not meant. */
  readonly usesDeepEp?: boolean
  /** Copies of the vision tower. Unit: ranks. */
  readonly visionDp?: number
  /** Ranks that share one vision tower. Unit: ranks. */
  readonly visionTp?: number
  /** One of embedding and head on one rank, padded. Unit: bytes. */
  readonly vocabularyBytesOfRank?: number
  /** Weights of one rank, stages taken as equal: experts dealt over all ranks, the rest split inside each attention group. Unit: GiB. */
  readonly weightBytesPerRank?: number
  /** The format of weights that the engine is told to load or to make. */
  readonly weightFormat?: string
  /** Bits of weights that are stored in fewer bits than they are multiplied in, by the name of the format; 0 where it tells of none. Unit: bits. */
  readonly weightOnlyBits?: number
  /** Ranks over which the weights of a stage are dealt at most; those of the engine's tensor parallelism at least, where its degrees do not divide. Unit: ranks. */
  readonly weightRanks?: number
  /** Time below which no step that reads the weights of a token can be, on all stages together. Unit: ms. */
  readonly weightReadTime?: number
  /** Time in which the ranks of one attention group read the weights that one token meets, all stages one after the other. Unit: ms. */
  readonly weightReadingTime?: number
  /** Weights of one rank if all stages were one. Unit: GiB. */
  readonly weightsOfOneStage?: number
  /** Weights that a rank reads in a step of decode: all but the experts that no token of an even router visits. Unit: GiB. */
  readonly weightsOfStep?: number
  /** Decode: bytes that one rank reads from the cache of one layer with a window, in a step. Unit: bytes. */
  readonly windowReadBytes?: number
  /** Workers of the phase; zero where a document describes a phase that it does not run. Unit: replicas. */
  readonly workers?: number
  /** Devices that a phase occupies. Unit: ranks. */
  readonly worldSize?: number
}

/** Words of scope plan. */
export interface PlanWords {
  /** The accelerator, as its vendor or a report calls it. */
  readonly "cluster.accelerator"?: string
  /** The accelerator as the catalogue names it; unknown where the name is not in it. */
  readonly "cluster.acceleratorModel"?: string
  /** The engine's backend for expert dispatch, as the engine calls it. */
  readonly "cluster.allToAll"?: string
  /** Whether decode reserves the cache of a request before prefill starts, and not when it has ended. */
  readonly "cluster.allocatesEarly"?: boolean
  /** The accelerator, or of those that bear its name the one with the fastest links, as the catalogue names it. */
  readonly "cluster.bestLinked"?: string
  /** What one device sends out of its clique, in one direction: over PCIe where its host has several cliques, else over the network. Unit: GB/s. */
  readonly "cluster.cliqueExit"?: number
  /** CUDA compute capability of the accelerator; unknown for those of other vendors. */
  readonly "cluster.computeCapability"?: number
  /** What starts the engine and has releases of its own, as a word in what the plan calls its engine. */
  readonly "cluster.container"?: string
  /** The release of what starts the engine. A plan that names one and states a single version states this. */
  readonly "cluster.containerVersion"?: string
  /** What one device sends to other cliques, in one direction. Unit: GB/s. */
  readonly "cluster.crossBandwidth"?: number
  /** Latency of one hop between cliques, as measured or assumed. Unit: us. */
  readonly "cluster.crossLatency"?: number
  /** Links of one decode worker over which it receives caches. Unit: links. */
  readonly "cluster.decodeLinks"?: number
  /** Memory of one accelerator that a report states. Unit: GiB. */
  readonly "cluster.deviceMemory"?: number
  /** Price of one accelerator for an hour. Unit: USD/h. */
  readonly "cluster.devicePrice"?: number
  /** Accelerators that the plan may use. Unit: devices. */
  readonly "cluster.devices"?: number
  /** Accelerators that reach each other over the fastest links (an NVLink domain); it may span several hosts. Unknown where a host has no such links. Unit: devices. */
  readonly "cluster.devicesPerClique"?: number
  /** Accelerators of one host; of the fullest one, where they are dealt unevenly. Unit: devices. */
  readonly "cluster.devicesPerHost"?: number
  /** The release of Dynamo that starts the engine; empty where something else does. */
  readonly "cluster.dynamoRelease"?: string
  /** The serving engine that is to run the plan, as one of the names in `engines`. */
  readonly "cluster.engine"?: string
  /** The engine and those that it descends from. */
  readonly "cluster.engineLineage"?: readonly (string | number)[]
  /** The engine's version. */
  readonly "cluster.engineVersion"?: string
  /** Ranges, in each of which the version of the engine lies where none is stated, by the flags and the model of the deployment. */
  readonly "cluster.engineVersions"?: readonly (string | number)[]
  /** An engine that stands as a word in what the plan calls its engine. */
  readonly "cluster.engineWithin"?: string
  /** The first of several kinds of accelerators that the cluster is said to have. */
  readonly "cluster.firstKind"?: string
  /** Memory that is written beside the first of several kinds of accelerators. Unit: GiB. */
  readonly "cluster.firstKindMemory"?: number
  /** Whether the first token is sent by the decode worker, and not by prefill. */
  readonly "cluster.firstTokenFromDecode"?: boolean
  /** Latency of one hop inside a clique, as measured or assumed. Unit: us. */
  readonly "cluster.hopLatency"?: number
  /** What one accelerator sends over PCIe, in one direction. Unit: GB/s. */
  readonly "cluster.hostBandwidth"?: number
  /** Hosts that hold the accelerators. Unit: hosts. */
  readonly "cluster.hosts"?: number
  /** The links between the accelerators, in words. */
  readonly "cluster.interconnect"?: string
  /** Peak bandwidth of the memory of one accelerator, or of the slowest of those that bear its name. Unit: GB/s. */
  readonly "cluster.leastMemoryBandwidth"?: number
  /** Dense peak in 16 bits of one accelerator, or of the slowest of those that bear its name. Unit: TFLOP/s. */
  readonly "cluster.leastPeakBf16"?: number
  /** What one device sends inside its clique, in one direction. Unit: GB/s. */
  readonly "cluster.linkBandwidth"?: number
  /** Peak bandwidth of the memory of one accelerator. Unit: GB/s. */
  readonly "cluster.memoryBandwidth"?: number
  /** The most memory that one accelerator can have: what is stated, or what the catalogue has for its name, whichever is more as long as they differ by no more than GB and GiB do. Unit: GiB. */
  readonly "cluster.memoryCeiling"?: number
  /** Memory of one accelerator: as stated, as its driver reports, or at most. Unit: GiB. */
  readonly "cluster.memoryPerDevice"?: number
  /** Memory of one accelerator that its name states in GiB. Unit: GiB. */
  readonly "cluster.namedMemory"?: number
  /** What a host sends to others in one direction, where the words about the links tell of a network without remote memory access; else unknown. Unit: GB/s. */
  readonly "cluster.networkOfHost"?: number
  /** The engine by whose releases the engine counts its versions. */
  readonly "cluster.numbering"?: string
  /** The last of several kinds of accelerators that the cluster is said to have. */
  readonly "cluster.otherKind"?: string
  /** Memory that is written beside the last of several kinds of accelerators. Unit: GiB. */
  readonly "cluster.otherKindMemory"?: number
  /** Whether the accelerators of a host reach each other over PCIe alone, pairs of bridged cards aside. */
  readonly "cluster.pcieOnly"?: boolean
  /** Dense peak of one accelerator in bf16, or in fp16 where it has no bf16. Unit: TFLOP/s. */
  readonly "cluster.peakBf16"?: number
  /** Dense peak of one accelerator in fp4; unknown where it has none. Unit: TFLOP/s. */
  readonly "cluster.peakFp4"?: number
  /** Dense peak of one accelerator in fp8; unknown where it has none. Unit: TFLOP/s. */
  readonly "cluster.peakFp8"?: number
  /** The name of the accelerator without a remark in parentheses. */
  readonly "cluster.plainAccelerator"?: string
  /** Links of one prefill worker over which it sends caches. Unit: links. */
  readonly "cluster.prefillLinks"?: number
  /** Workers that compute prompts. Unit: workers. */
  readonly "cluster.prefillWorkers"?: number
  /** Operations in 16 bits that an accelerator does in the time in which it reads a byte. Unit: FLOP/bytes. */
  readonly "cluster.ridge"?: number
  /** What one accelerator sends to other hosts over the adapter that it usually has, in one direction. Unit: GB/s. */
  readonly "cluster.scaleOutBandwidth"?: number
  /** What one accelerator sends over its scale-up links, in one direction. Unit: GB/s. */
  readonly "cluster.scaleUpBandwidth"?: number
  /** Whether prompts wait in one queue for all prefill workers, and not in one for each. */
  readonly "cluster.sharedQueue"?: boolean
  /** Memory of the smaller of two kinds of accelerators; unknown where the cluster has one kind, or a kind is not known. Unit: GiB. */
  readonly "cluster.smallestMemory"?: number
  /** Memory of one accelerator that a report states, where it is more than the vendor's number of GB repeated. Unit: GiB. */
  readonly "cluster.statedMemory"?: number
  /** Gigabits a second of the network, where the words about the links name them. */
  readonly "cluster.statedNetworkRate"?: number
  /** Whether the engine's tensor-parallel size counts the ranks of all attention groups. */
  readonly "cluster.tpCountsAllRanks"?: boolean
  /** Bandwidth with which the cache of one prompt moves from prefill to decode. Unit: GB/s. */
  readonly "cluster.transferBandwidth"?: number
  /** Bandwidth that one link between prefill and decode reaches. Unit: GB/s. */
  readonly "cluster.transferLink"?: number
  /** Whether two kinds of accelerators have memories of different size; unknown where the cluster has one kind, or a kind is not known. */
  readonly "cluster.unequalDevices"?: boolean
  /** Whether the engine is a fork that says no more of itself. */
  readonly "cluster.unnamedFork"?: boolean
  /** Memory of one accelerator that programs can use: as stated, else that of the smallest device of its name less what its driver keeps. Unit: GiB. */
  readonly "cluster.usableMemory"?: number
  /** Weakly connected components among the nodes that have an edge. The parts of a collective that is drawn rank by rank hang together. */
  readonly components?: number
  /** What a deployment document and its command say differently; the document holds. */
  readonly contradictions?: readonly (string | number)[]
  /** Ids of nodes that wait for each other in a circle because ranks come to their collectives in different orders. */
  readonly crossedMeetings?: readonly (string | number)[]
  /** Ids of nodes that wait for each other in a circle when a send ends only with its receive. */
  readonly crossedTransfers?: readonly (string | number)[]
  /** Pairs of meshes that share some devices though neither has all of the other's. */
  readonly crossingMeshes?: readonly (string | number)[]
  /** Flags of a launch that not all versions of the engine have, on its command line or in its file of options, each with the versions that have it, and variables with those that read them. */
  readonly datedFlags?: readonly (string | number)[]
  /** Variables of a launch command that nothing is known to set, with the values that the text gives them then. */
  readonly defaultValues?: readonly (string | number)[]
  /** Distinct devices that nodes are placed on. */
  readonly devices?: readonly (string | number)[]
  /** Number of distinct layer numbers drawn. */
  readonly drawnLayers?: number
  /** Distinct phases that nodes name. */
  readonly drawnPhases?: readonly (string | number)[]
  /** Distinct stages that nodes name. */
  readonly drawnStages?: readonly (string | number)[]
  /** Edges. */
  readonly edgeCount?: number
  /** The lowest layer number drawn. */
  readonly firstLayer?: number
  /** The lowest stage drawn. */
  readonly firstStage?: number
  /** The ranges of versions of the engine that have these flags, and in which these variables were read already. */
  readonly flagVersions?: readonly (string | number)[]
  /** The form the candidate was written in. */
  readonly format?: "plan" | "dot" | "deployment" | "unknown"
  /** Variables of the environment of a launch that the stated version of the engine does not read, each with the versions that do. */
  readonly ignoredVariables?: readonly (string | number)[]
  /** What the graph draws; deployment where there is none. */
  readonly kind?: "dataflow" | "device-map" | "sketch" | "deployment"
  /** The highest layer number drawn. */
  readonly lastLayer?: number
  /** The highest stage drawn. */
  readonly lastStage?: number
  /** Flags of a launch command that only later versions of the engine than the stated one have, each with these versions. */
  readonly laterFlags?: readonly (string | number)[]
  /** Layer numbers missing between the lowest and the highest drawn. */
  readonly layerGaps?: readonly (string | number)[]
  /** FLOP of one pair of query and key over all heads, in absorbed latent attention. Unit: FLOP. */
  readonly "model.absorbedPairWork"?: number
  /** New tokens per sequence below which absorbed latent attention needs fewer FLOP, for a long cache. Unit: tokens. */
  readonly "model.absorptionLimit"?: number
  /** Bytes of one element of the activations; those of a 16-bit format unless given. Unit: bytes. */
  readonly "model.activationBytes"?: number
  /** Weights that one token is multiplied with: as published, else as counted. Unit: parameters. */
  readonly "model.activeParameters"?: number
  /** The words of the name around that of the model of the catalogue, which is left as `…`. */
  readonly "model.around"?: string
  /** The same, where number formats are left as `…` too. */
  readonly "model.aroundFormat"?: string
  /** Bytes of one stored weight of attention: of the format, unless the configuration leaves all of attention out. Unit: bytes. */
  readonly "model.attentionBytesPerParameter"?: number
  /** The number format of the projections of attention, where a list gives each layer its own. */
  readonly "model.attentionFormat"?: string
  /** Query heads of one layer of the whole model. Unit: heads. */
  readonly "model.attentionHeads"?: number
  /** How keys and values are shared: by no head, by groups of heads, by all heads, as one latent vector (MLA), or as one vector for several tokens (compressed). */
  readonly "model.attentionKind"?: "mha" | "gqa" | "mqa" | "mla" | "compressed"
  /** Weights of one layer's attention, of the layers that see the whole context, without biases and norms. Unit: parameters. */
  readonly "model.attentionParameters"?: number
  /** Bytes of one stored weight in the format of the model, with the scales and without zero points. Unit: bytes. */
  readonly "model.bytesOfFormat"?: number
  /** Bytes of one stored weight, scales included (2 for bf16, about 1 for fp8). Unit: bytes. */
  readonly "model.bytesPerParameter"?: number
  /** Whether a launch leaves the number format of the cache to an engine that takes the type of the model then, unless the checkpoint or the architecture has one of its own. */
  readonly "model.cacheFollowsModel"?: boolean
  /** The number format of the key-value cache; what engines call auto is the type of the model. */
  readonly "model.cacheFormat"?: string
  /** Whether the cache certainly has the 16 bits of the model: the launch leaves it to the engine, and neither checkpoint nor architecture has a format for it. */
  readonly "model.cacheIsWide"?: boolean
  /** Bits of a cached element in the scheme that the checkpoint brings for its cache. Unit: bits. */
  readonly "model.cacheSchemeBits"?: number
  /** The one model of the catalogue whose name the name of this model carries. */
  readonly "model.carried"?: string
  /** The number format that ModelOpt and TensorRT-LLM name for the weights. */
  readonly "model.checkpointAlgorithm"?: string
  /** The method that the configuration says its weights are quantised by; some methods hold several formats. */
  readonly "model.checkpointMethod"?: string
  /** How compressed-tensors packs the weights. */
  readonly "model.checkpointPacking"?: string
  /** The number format or method that the configuration of the weights names; unknown where it names nothing but a container. */
  readonly "model.checkpointQuantisation"?: string
  /** How many tokens share one cached entry, layer by layer (DeepSeek-V4). */
  readonly "model.compressionRatios"?: readonly (string | number)[]
  /** Whether the configuration has another depth or width than the catalogue has for the name. */
  readonly "model.contradicted"?: boolean
  /** Tokens that the short convolution of a linear-attention or state-space layer looks at. Unit: tokens. */
  readonly "model.convolution"?: number
  /** Weights that one token is multiplied with, counted from the architecture. Unit: parameters. */
  readonly "model.countedActiveParameters"?: number
  /** Weights of a whole model, counted from its architecture. Unit: parameters. */
  readonly "model.countedParameters"?: number
  /** Tokens of a step from which on products in 16 bits take longer than reading the weights. Unit: tokens. */
  readonly "model.criticalBatch"?: number
  /** Layers that attend to the image instead of the text. */
  readonly "model.crossAttentionLayers"?: readonly (string | number)[]
  /** The numbers of the layers with linear attention, where the configuration lists them. */
  readonly "model.deltaLayers"?: readonly (string | number)[]
  /** Whether the catalogue knows the model as one without experts; false too where it does not know the model. */
  readonly "model.dense"?: boolean
  /** Layers before the first one with experts. Unit: layers. */
  readonly "model.denseFirstLayers"?: number
  /** Layers with a dense feed-forward network. Unit: layers. */
  readonly "model.denseLayers"?: number
  /** Weights of one dense feed-forward network; gated unless the model says otherwise. Unit: parameters. */
  readonly "model.denseParameters"?: number
  /** The numbers of the layers with a dense network among those with experts. */
  readonly "model.densePlaces"?: readonly (string | number)[]
  /** Whether bitsandbytes quantises the scales too. */
  readonly "model.doublyQuantised"?: boolean
  /** Weights of embedding and head together. Unit: parameters. */
  readonly "model.embeddingParameters"?: number
  /** The number format that the engine is told to load, or to make of weights of 16 bits. */
  readonly "model.engineFormat"?: string
  /** FLOP of one pair of query and key over all heads, in expanded latent attention. Unit: FLOP. */
  readonly "model.expandedPairWork"?: number
  /** FLOP that absorption costs for one query token, and expansion for one key token, over all heads of a layer. Unit: FLOP. */
  readonly "model.expansionWork"?: number
  /** Stored bytes of one routed expert. Unit: bytes. */
  readonly "model.expertBytes"?: number
  /** Bytes of one stored weight of a routed expert, where it differs from the other weights. Unit: bytes. */
  readonly "model.expertBytesPerParameter"?: number
  /** For each layer, whether it has experts (1) or not (0). */
  readonly "model.expertFlags"?: readonly (string | number)[]
  /** Width of what a routed expert reads, where it is a projection of the residual stream (Nemotron 3 Super, Kimi K3). Unit: elements. */
  readonly "model.expertHiddenSize"?: number
  /** Width of one routed expert. Unit: elements. */
  readonly "model.expertIntermediateSize"?: number
  /** Weights of one layer's experts: routed and shared, router, and the projections around the routed ones. Unit: parameters. */
  readonly "model.expertLayerParameters"?: number
  /** Layers with routed experts: as the configuration lists them, else as the catalogue counts them, else by the rhythm that the configuration states. Unit: layers. */
  readonly "model.expertLayers"?: number
  /** Weights of one routed expert. Unit: parameters. */
  readonly "model.expertParameters"?: number
  /** The numbers of the layers with experts, where the configuration lists them. */
  readonly "model.expertPlaces"?: readonly (string | number)[]
  /** The number format of the routed experts, where it is not that of the other weights. */
  readonly "model.expertQuantisation"?: string
  /** The number format of the routed experts, where the configuration states it apart. */
  readonly "model.expertQuantisationStated"?: string
  /** Routed experts of one layer. Unit: experts. */
  readonly "model.experts"?: number
  /** Whether experts stand beside a dense network in each layer (Gemma 4). */
  readonly "model.expertsBesideDense"?: boolean
  /** Routed experts that a token visits. Unit: experts. */
  readonly "model.expertsPerToken"?: number
  /** The family of models, where a release of an engine brought it. */
  readonly "model.family"?: string
  /** The number format of the weights by name: as the document states it, else its configuration, else as the name of the model says, else that of the published weights, else as the engine is told. What holds several formats (compressed-tensors, modelopt, quark) names none itself. */
  readonly "model.formatName"?: string
  /** One layer in so many sees the whole context; 0 where none does. Unit: layers. */
  readonly "model.fullAttentionEvery"?: number
  /** Layers whose attention sees the whole context: as the configuration lists them, else as the catalogue counts them, else by the rhythm that the configuration or its type states. Unit: layers. */
  readonly "model.fullAttentionLayers"?: number
  /** The numbers of the layers whose attention sees the whole context, where the configuration lists them. */
  readonly "model.fullAttentionPattern"?: readonly (string | number)[]
  /** Whether the feed-forward network has a gate beside its up projection (SwiGLU and its kin). */
  readonly "model.gated"?: boolean
  /** Different groups of experts that one token visits, on average, for a router limited to some of them. Unit: groups. */
  readonly "model.groupsPerToken"?: number
  /** Width of one query or key head. It is given on its own: hiddenSize / attentionHeads is not it in many models. In MLA it is the part without position and the rotary part together. Unit: elements. */
  readonly "model.headDim"?: number
  /** Width of the residual stream. Unit: elements. */
  readonly "model.hiddenSize"?: number
  /** What the model is looked up by in the catalogue; nothing where its configuration has other numbers than the model of its name. */
  readonly "model.id"?: string
  /** Whether bitsandbytes holds the weights in eight bits. */
  readonly "model.inEightBits"?: boolean
  /** Sparse attention: width of a head of the indexer. Unit: elements. */
  readonly "model.indexDim"?: number
  /** Sparse attention: heads of the indexer. Unit: heads. */
  readonly "model.indexHeads"?: number
  /** Sparse attention: layers that have an indexer of their own. Unit: layers. */
  readonly "model.indexLayers"?: number
  /** Sparse attention: tokens that share a key of the indexer. Unit: tokens. */
  readonly "model.indexRatio"?: number
  /** Sparse attention: for each layer, whether it has an indexer of its own (`full`) or takes the choice of another (`shared`). */
  readonly "model.indexerTypes"?: readonly (string | number)[]
  /** Width of a dense feed-forward network, where there is one. Unit: elements. */
  readonly "model.intermediateSize"?: number
  /** Bytes of one cached element (2 for bf16, 1 for fp8); those of 16 bits where nothing is said, since engines take the type of the model then. Unit: bytes. */
  readonly "model.kvBytesPerElement"?: number
  /** Cache bytes that one token needs over all layers of the whole model, while it is inside of every window. Unit: bytes. */
  readonly "model.kvBytesPerToken"?: number
  /** Cache bytes by which a sequence grows with each token once it is longer than the window. Unit: bytes. */
  readonly "model.kvBytesPerTokenBeyondWindow"?: number
  /** Cache bytes of one token in one layer that sees the whole context. Unit: bytes. */
  readonly "model.kvBytesPerTokenPerLayer"?: number
  /** Key-value heads of one layer of the whole model; where layers differ, of those that see the whole context. Unit: heads. */
  readonly "model.kvHeads"?: number
  /** MLA: width of the cached latent vector (512 in DeepSeek-V3). Unit: elements. */
  readonly "model.latentDim"?: number
  /** What each layer is, where the configuration lists it: `full_attention`, `sliding_attention`, `mamba`, `moe` … */
  readonly "model.layerKinds"?: readonly (string | number)[]
  /** What each layer is, a letter for each: M state space, * attention, - a dense network, E experts (Nemotron-H). */
  readonly "model.layerLetters"?: string
  /** Transformer layers. Unit: layers. */
  readonly "model.layers"?: number
  /** Bytes of one stored weight in the smallest format of the model: that of the experts, where they have their own. Unit: bytes. */
  readonly "model.leastBytesOfFormat"?: number
  /** What the words around say: that this is the model of the catalogue, perhaps in another number format; that it was derived from it, with the same shapes; or that it is another one. */
  readonly "model.likeness"?: "same" | "derived" | "other"
  /** Layers that keep a state of fixed size instead of a cache: linear attention, state space. Unit: layers. */
  readonly "model.linearAttentionLayers"?: number
  /** Weights of one linear-attention or state-space layer, without norms. Unit: parameters. */
  readonly "model.linearAttentionParameters"?: number
  /** Width of a key head of a linear-attention layer; in a state-space layer, the size of its state. Unit: elements. */
  readonly "model.linearKeyDim"?: number
  /** Key heads of one linear-attention layer; in a state-space layer, its groups. Unit: heads. */
  readonly "model.linearKeyHeads"?: number
  /** Width of a value head of a linear-attention or state-space layer. Unit: elements. */
  readonly "model.linearValueDim"?: number
  /** Value heads of one linear-attention or state-space layer. Unit: heads. */
  readonly "model.linearValueHeads"?: number
  /** Layers that mix tokens, of those that the configuration lists: all but those that are a network alone. Unit: layers. */
  readonly "model.listedLayers"?: number
  /** Layers that the configuration lists as a network alone, dense or of experts. Unit: layers. */
  readonly "model.listedNetworks"?: number
  /** Layers that the configuration lists as keeping a state of fixed size. Unit: layers. */
  readonly "model.listedStateLayers"?: number
  /** Layers that the configuration lists as having a window. Unit: layers. */
  readonly "model.listedWindowLayers"?: number
  /** Routed experts in the dialect of Mixtral, in which intermediate_size is the width of one of them. Unit: experts. */
  readonly "model.localExperts"?: number
  /** Whether the engine makes eight bits of weights that the checkpoint has in sixteen. */
  readonly "model.madeOnline"?: boolean
  /** The longest sequence that the model is made for. Unit: tokens. */
  readonly "model.maxContext"?: number
  /** One layer in so many has experts. Unit: layers. */
  readonly "model.moeEvery"?: number
  /** Layers that predict further tokens (multi-token prediction), beside those of the model. Unit: layers. */
  readonly "model.mtpLayers"?: number
  /** Whether the configuration says that all query heads share one key-value head. */
  readonly "model.multiQuery"?: boolean
  /** The model, as its authors or the report call it. */
  readonly "model.name"?: string
  /** The model that the name leads to; the name itself where it leads to none. */
  readonly "model.named"?: string
  /** For each layer, whether its network is `dense` or `sparse`. */
  readonly "model.networkKinds"?: readonly (string | number)[]
  /** MLA: width of the part of a head without position (128 in DeepSeek-V3). Unit: elements. */
  readonly "model.nopeDim"?: number
  /** Whether the query projection also makes a gate for the output of attention. */
  readonly "model.outputGate"?: boolean
  /** Rows of embedding and head after padding, where the engine pads. Unit: tokens. */
  readonly "model.paddedVocabulary"?: number
  /** Bytes of a weight that is not quantised: embedding, head, norms, router, and what is left out by name. Unit: bytes. */
  readonly "model.plainBytes"?: number
  /** MLA: width of the latent vector of the queries (1536 in DeepSeek-V3); without one, queries are projected directly. Unit: elements. */
  readonly "model.qLoraRank"?: number
  /** Whether each head of queries and keys is normalised before its position is turned in. */
  readonly "model.qkNorm"?: boolean
  /** Whether the projections of queries, keys and values have a bias. */
  readonly "model.qkvBias"?: boolean
  /** Bits of a quantised weight that the checkpoint's configuration states. Unit: bits. */
  readonly "model.quantisationBits"?: number
  /** Weights that share one scale along the dimension that is split; left out where weights have one scale for a tensor, a row or none. Unit: elements. */
  readonly "model.quantisationBlock"?: number
  /** Weights of one row that share a scale, along the dimension that is summed over. Unit: elements. */
  readonly "model.quantisationGroup"?: number
  /** The number format of the weights, or the method that made it. Fp8 with a scale for each block is fp8-block. */
  readonly "model.quantisationMethod"?: string
  /** Whether most weights take fewer bytes than those that are not quantised. */
  readonly "model.quantised"?: boolean
  /** Share of new tokens in a prompt below which a ring of queries moves fewer bytes than a ring of keys. */
  readonly "model.queriesTravelBelow"?: number
  /** What a request keeps from step to step beside keys and values, by name: convolution, recurrent, index, draft. */
  readonly "model.requestState"?: readonly (string | number)[]
  /** MLA: width of the cached rotary key (64 in DeepSeek-V3). Unit: elements. */
  readonly "model.ropeDim"?: number
  /** Elements of a head that are rotated by position. Unit: elements. */
  readonly "model.rotaryDim"?: number
  /** Weights of all routed experts of the model. Unit: parameters. */
  readonly "model.routedParameters"?: number
  /** Groups of experts among which the router first chooses. Unit: groups. */
  readonly "model.routingGroups"?: number
  /** Groups of experts that a token may visit. Unit: groups. */
  readonly "model.routingGroupsPerToken"?: number
  /** The number format of the weights that the name of the model states. */
  readonly "model.saidQuantisation"?: string
  /** Bytes of one stored weight of the shared experts: of the format, unless the configuration leaves them out. Unit: bytes. */
  readonly "model.sharedBytesPerParameter"?: number
  /** Layers that keep no cache of their own and read that of an earlier layer (Gemma 3n). Unit: layers. */
  readonly "model.sharedCacheLayers"?: number
  /** Width of all shared experts of a layer together. Unit: elements. */
  readonly "model.sharedExpertIntermediateSize"?: number
  /** Experts that every token visits. Unit: experts. */
  readonly "model.sharedExperts"?: number
  /** The model's name without owner and path. */
  readonly "model.shortName"?: string
  /** For each layer, whether its attention is full (1) or linear (0), as MiniMax lists it. */
  readonly "model.softmaxFlags"?: readonly (string | number)[]
  /** Sparse attention: keys that a query attends to. Unit: tokens. */
  readonly "model.sparseTokens"?: number
  /** Whether the name of the model says something of a number format, understood or not. */
  readonly "model.speaksOfFormat"?: boolean
  /** Groups of a state-space layer: its heads share the keys and queries (B and C) of their group. */
  readonly "model.ssmGroups"?: number
  /** Bytes of one element of a state of linear attention. Unit: bytes. */
  readonly "model.stateBytesPerElement"?: number
  /** Bytes of the states of one sequence, over all layers of the whole model. Unit: bytes. */
  readonly "model.stateBytesPerSequence"?: number
  /** The number format of the states of linear attention. */
  readonly "model.stateFormat"?: string
  /** Rows of the blocks of weights that share a scale, as the configuration states them. Unit: elements. */
  readonly "model.statedBlock"?: number
  /** Width of a head of the layers that see the whole context, where the configuration states it apart. Unit: elements. */
  readonly "model.statedGlobalHeadDim"?: number
  /** Key-value heads of the layers that see the whole context, where the configuration states them apart. Unit: heads. */
  readonly "model.statedGlobalKvHeads"?: number
  /** The width of a head as the configuration states it; for MLA some files state only the rotary part here. Unit: elements. */
  readonly "model.statedHeadDim"?: number
  /** Width of the residual stream, as the configuration states it. Unit: elements. */
  readonly "model.statedHiddenSize"?: number
  /** What the configuration calls the intermediate size, or as much of the hidden size as its type makes of that; some mean the width of an expert by it, and some repeat one that no layer has. Unit: elements. */
  readonly "model.statedIntermediateSize"?: number
  /** Key-value heads, as the configuration states them for all layers or for those with a window. Unit: heads. */
  readonly "model.statedKvHeads"?: number
  /** Transformer layers, as the configuration states them. Unit: layers. */
  readonly "model.statedLayers"?: number
  /** Width of a head, as the configuration states it for all layers or for those with a window. Unit: elements. */
  readonly "model.statedLocalHeadDim"?: number
  /** The number format of the weights that the document states for the deployment. */
  readonly "model.statedQuantisation"?: string
  /** The sliding window that the configuration states, used or not. Unit: tokens. */
  readonly "model.statedWindow"?: number
  /** The number format in which a checkpoint stores weights that are not quantised. */
  readonly "model.storedType"?: string
  /** Whether embedding and head are one matrix. */
  readonly "model.tiedEmbeddings"?: boolean
  /** Weights of the whole model: as published, else as counted. Unit: parameters. */
  readonly "model.totalParameters"?: number
  /** The type of architecture, as the model's configuration calls it. */
  readonly "model.type"?: string
  /** Modules whose weights are not quantised, by name or by pattern, as the configuration lists them. */
  readonly "model.unquantisedModules"?: readonly (string | number)[]
  /** Whether the configuration says that its sliding window is used. */
  readonly "model.usesWindow"?: boolean
  /** Width of a value head, where it is not that of a key head (128 in DeepSeek-V3). Unit: elements. */
  readonly "model.valueDim"?: number
  /** Query heads for each key-value head, of the layers of a model whose layers were pruned one by one. */
  readonly "model.variedBlocks"?: readonly (string | number)[]
  /** Heads of one layer of the image encoder. Unit: heads. */
  readonly "model.visionHeads"?: number
  /** Width of the image encoder. Unit: elements. */
  readonly "model.visionHidden"?: number
  /** Width of the network in a layer of the image encoder. Unit: elements. */
  readonly "model.visionIntermediate"?: number
  /** Layers of the image encoder. Unit: layers. */
  readonly "model.visionLayers"?: number
  /** Weights of the layers of an image encoder, without its embedding and the projection behind it; by what the published size exceeds the count where its widths are not known. Unit: parameters. */
  readonly "model.visionParameters"?: number
  /** Tokens that the embedding and the head know. Unit: tokens. */
  readonly "model.vocabulary"?: number
  /** Stored bytes of all weights of the model. Unit: bytes. */
  readonly "model.weightBytes"?: number
  /** The format of most weights, as a row of `formats`; unknown where it is not said, or not understood. Weights that are stored in 32 bits are served in 16 unless the document says otherwise. */
  readonly "model.weightFormat"?: string
  /** Sliding window: how many tokens back attention looks, in the layers that have one. Unit: tokens. */
  readonly "model.window"?: number
  /** Weights of one layer's attention, of the layers with a window, without biases and norms. Unit: parameters. */
  readonly "model.windowAttentionParameters"?: number
  /** For each layer, whether its attention has a window (1) or not (0), as MiMo-V2 lists it. */
  readonly "model.windowFlags"?: readonly (string | number)[]
  /** Width of a head of the layers with a window, where it differs. Unit: elements. */
  readonly "model.windowHeadDim"?: number
  /** Cache bytes of the layers with a window, for a sequence that fills it. Unit: bytes. */
  readonly "model.windowKvBytesPerSequence"?: number
  /** Cache bytes of one token in one layer that has a window. Unit: bytes. */
  readonly "model.windowKvBytesPerTokenPerLayer"?: number
  /** Key-value heads of the layers with a window, where they differ. Unit: heads. */
  readonly "model.windowKvHeads"?: number
  /** Layers whose attention looks back no further than the window. Unit: layers. */
  readonly "model.windowLayers"?: number
  /** Distinct nodes. */
  readonly nodeCount?: number
  /** Flags of a launch command whose values are not known: an expansion, a placeholder, a file that is not read, or no value of the flag's kind. */
  readonly openValues?: readonly (string | number)[]
  /** Category of the first problem. */
  readonly problemCategory?: string
  /** Column of the first problem. */
  readonly problemColumn?: number
  /** Places where the text breaks its grammar or schema. */
  readonly problemCount?: number
  /** What was expected there. */
  readonly problemExpected?: string
  /** Physical line of the first problem. */
  readonly problemLine?: number
  /** What was read at the first problem. */
  readonly problemRead?: string
  /** What to do about it. */
  readonly problemRepair?: string
  /** Flags of a launch command that the stated version of the engine does not have, each with the versions that have it. */
  readonly refusedFlags?: readonly (string | number)[]
  /** Those of them that the tables of flags say otherwise for this version, by the names that the launch uses. */
  readonly replaceableFlags?: readonly (string | number)[]
  /** The number of replicas that the drawing names. Unit: ranks. */
  readonly saidDataDegree?: number
  /** The degree of expert parallelism that the drawing names. Unit: ranks. */
  readonly saidExpertDegree?: number
  /** The number of pipeline stages that the drawing names. Unit: stages. */
  readonly saidPipelineDegree?: number
  /** The degree of sequence or context parallelism that the drawing names. Unit: ranks. */
  readonly saidSequenceDegree?: number
  /** The degree of tensor parallelism that the drawing names. Unit: ranks. */
  readonly saidTensorDegree?: number
  /** What is known of how tensors lie on devices is known by: the slices of weights and inputs that nodes name, or what nodes say of their own result, such as a product that is split by rows, or a collective. */
  readonly typedBy?: "slices" | "labels"
  /** Nodes of whose tensors it is known how they lie on devices; unknown where no node names weights. */
  readonly typedNodes?: number
  /** Meshes whose places and devices are not one for one, with what is wrong. */
  readonly unfilledMeshes?: readonly (string | number)[]
  /** Flags and words of a launch command that no table of flags knows, each with the nearest known one. */
  readonly unknownFlags?: readonly (string | number)[]
  /** Paths of a deployment document that no word reads. */
  readonly unread?: readonly (string | number)[]
  /** Why it is not known there. */
  readonly untypedBecause?: string
  /** The first node of which it is not known although nothing is wrong before it. */
  readonly untypedFrom?: string
  /** Nodes with tensors of which that is not known. */
  readonly untypedNodes?: number
  /** FLOP of absorbed latent attention in one layer for a whole prompt. Unit: FLOP. */
  readonly "workload.absorbedWork"?: number
  /** Requests that arrive in a second. Unit: 1/s. */
  readonly "workload.arrivalRate"?: number
  /** Share of the requests for which all promises held. */
  readonly "workload.attainment"?: number
  /** Tokens of the prompt whose keys and values are in the cache already. Unit: tokens. */
  readonly "workload.cachedTokens"?: number
  /** Pairs of query and key of one head and layer for a whole prompt. Unit: pairs. */
  readonly "workload.causalPairs"?: number
  /** Requests in flight at once. Unit: requests. */
  readonly "workload.concurrency"?: number
  /** Number format of the cache of decode workers, where it is given apart. */
  readonly "workload.decodeCacheFormat"?: string
  /** FLOP of expanded latent attention in one layer for a whole prompt. Unit: FLOP. */
  readonly "workload.expandedWork"?: number
  /** Time of a transfer layer by layer that is not hidden behind the computation of the prompt. Unit: ms. */
  readonly "workload.exposedTransfer"?: number
  /** Requests for which all promises held, in a second and for each device. Unit: 1/s. */
  readonly "workload.goodputPerDevice"?: number
  /** Time of a request over all its output tokens, the first included. Unit: ms. */
  readonly "workload.inclusiveTimePerToken"?: number
  /** FLOP of the products of an indexer in one layer for a whole prompt. Unit: FLOP. */
  readonly "workload.indexerWork"?: number
  /** Promised gap between two pieces of an answer that a client receives. Unit: ms. */
  readonly "workload.itlTarget"?: number
  /** Tokens of a sequence in the cache, averaged over its decode steps. Unit: tokens. */
  readonly "workload.meanContext"?: number
  /** Tokens of a prompt that prefill computes. Unit: tokens. */
  readonly "workload.newTokens"?: number
  /** Prompts of a job that is given as a whole. Unit: requests. */
  readonly "workload.offlinePrompts"?: number
  /** Tokens generated for one request. Unit: tokens. */
  readonly "workload.outputTokens"?: number
  /** Number format of the cache of prefill workers, where it is given apart. */
  readonly "workload.prefillCacheFormat"?: string
  /** Tokens of a prompt that lie in the cache before prefill; none where nothing is said. Unit: tokens. */
  readonly "workload.prefixTokens"?: number
  /** Different prefixes (conversations, system prompts) that come back in turn. Unit: prefixes. */
  readonly "workload.prefixes"?: number
  /** Bytes of the cache of one prompt over all layers of the whole model. Unit: bytes. */
  readonly "workload.promptCacheBytes"?: number
  /** Measured time in which a worker that is otherwise idle computes the new tokens of a prompt. Unit: ms. */
  readonly "workload.promptTime"?: number
  /** Tokens of one prompt. Unit: tokens. */
  readonly "workload.promptTokens"?: number
  /** Share of its time that a prefill worker computes, one prompt after the other. */
  readonly "workload.promptUtilisation"?: number
  /** Mean wait of a prompt before a prefill worker takes it: exact for a queue at each worker, after Sakasegawa for one queue for all. Unit: ms. */
  readonly "workload.promptWait"?: number
  /** Wait that 99 of 100 prompts stay below, for a queue at each prefill worker; unknown above 95 % of its time. Unit: ms. */
  readonly "workload.promptWaitTail"?: number
  /** Mean time from a request to its last token as a benchmark reports it. Unit: ms. */
  readonly "workload.reportedEndToEnd"?: number
  /** Mean time of an output token as a benchmark reports it. Unit: ms. */
  readonly "workload.reportedTpot"?: number
  /** Mean time to the first token as a benchmark reports it. Unit: ms. */
  readonly "workload.reportedTtft"?: number
  /** Requests that arrive in a second, where they do. Unit: requests. */
  readonly "workload.requestRate"?: number
  /** Tokens of one prefix that comes back. Unit: tokens. */
  readonly "workload.sharedTokens"?: number
  /** Pairs of query and chosen key of one head and layer for a whole prompt. Unit: pairs. */
  readonly "workload.sparsePairs"?: number
  /** Time for which the cache of a request occupies decode before its first step there. Unit: ms. */
  readonly "workload.stagingTime"?: number
  /** Tokens that an engine collects before it sends them. Unit: tokens. */
  readonly "workload.streamInterval"?: number
  /** Share of the requests for which the promise on the first token is to hold. Unit: percent. */
  readonly "workload.targetPercentile"?: number
  /** Sampling temperature; 0 is greedy. */
  readonly "workload.temperature"?: number
  /** Mean time of an output token after the first, from a report of means. Unit: ms. */
  readonly "workload.timePerOutputToken"?: number
  /** Promised mean time from a token of a request to its next. Unit: ms. */
  readonly "workload.tpotTarget"?: number
  /** Time in which the cache of one prompt moves from prefill to decode. Unit: ms. */
  readonly "workload.transferTime"?: number
  /** Promised time from a request to its first token. Unit: ms. */
  readonly "workload.ttftTarget"?: number
  /** Pairs of query and key of one head, in a layer with a sliding window, for a whole prompt. Unit: pairs. */
  readonly "workload.windowPairs"?: number
}

/** Words of scope stage. */
export interface StageWords {
  /** Activations of the largest step at their peak on one rank of the stage. Unit: GiB. */
  readonly activations?: number
  /** What keeps more from fitting on the stage. */
  readonly binding?: string
  /** What half-filled last blocks waste in the mean, with as many sequences as a step may have and blocks allow. Unit: GiB. */
  readonly blockLoss?: number
  /** Memory of one rank of the stage that is left for the cache, by the convention of the engine. Unit: GiB. */
  readonly cacheMemory?: number
  /** Cache of the longest request on one rank of the stage at least: in eight bits, where no format is stated or follows. Unit: GiB. */
  readonly certainRequest?: number
  /** Weights of one rank of the stage at least, with experts dealt over all ranks that may share them. Unit: GiB. */
  readonly certainWeights?: number
  /** Weights of one rank of the stage, counted tensor by tensor after their placement. Unit: bytes. */
  readonly countedWeightBytes?: number
  /** Layers of the stage that have a dense network. Unit: layers. */
  readonly denseLayerCount?: number
  /** Distinct devices of the stage's nodes. */
  readonly devices?: readonly (string | number)[]
  /** Layers of the stage that have experts. Unit: layers. */
  readonly expertLayerCount?: number
  /** Whether it is the lowest stage of its phase. */
  readonly first?: boolean
  /** Captured graphs of one rank of the stage: a third of a MiB for each captured size and layer. Unit: GiB. */
  readonly graphs?: number
  /** Captured graphs that the engine counts in its share. Unit: GiB. */
  readonly graphsInShare?: number
  /** Tokens whose cache one group of attention can hold, in whole blocks. Unit: tokens. */
  readonly groupTokens?: number
  /** Requests of the stated length whose cache fits at once, over all groups. Unit: requests. */
  readonly largestBatch?: number
  /** Whether it is the highest stage of its phase. */
  readonly last?: boolean
  /** Layers of the stage. Unit: layers. */
  readonly layerCount?: number
  /** Distinct layers of the stage's nodes. */
  readonly layers?: readonly (string | number)[]
  /** Memory for the cache at least, where weights, activations and runtime are at their most. Unit: GiB. */
  readonly leastCacheMemory?: number
  /** Activations of one rank of the stage at least. Unit: GiB. */
  readonly leastStageActivations?: number
  /** Weights of one rank of the stage at least. Unit: GiB. */
  readonly leastWeights?: number
  /** Tokens of the longest sequence whose cache fits: no more than the model is made for. Unit: tokens. */
  readonly longestContext?: number
  /** Memory for the cache at most, where weights and activations are at their least and the device is the largest of its name. Unit: GiB. */
  readonly mostCacheMemory?: number
  /** Activations of one rank of the stage at most. Unit: GiB. */
  readonly mostStageActivations?: number
  /** Weights of one rank of the stage at most. Unit: GiB. */
  readonly mostWeights?: number
  /** Nodes of the stage. */
  readonly nodeCount?: number
  /** The stage. */
  readonly number?: number
  /** How many stages of its phase come before it. */
  readonly place?: number
  /** Tokens of the longest sequence whose cache fits, where layers with a window keep no more than it. Unit: tokens. */
  readonly sequenceTokens?: number
  /** Cache of one token on one rank of the stage, in all of its layers. Unit: bytes. */
  readonly tokenBytes?: number
  /** Weights of one rank of the stage, less what is kept on the host; an equal share where they cannot be counted. Unit: GiB. */
  readonly weights?: number
  /** Cache of the layers with a window on one rank of the stage, for one sequence that fills it. Unit: bytes. */
  readonly windowBytes?: number
}

/** Words of scope tensor. */
export interface TensorWords {
  /** The first two nodes that give it to one device in one phase, step and microbatch, though neither reads it; empty where there are none. */
  readonly clashing?: readonly (string | number)[]
  /** Nodes that have it among their inputs. */
  readonly consumers?: number
  /** Distinct dtypes it is declared with. */
  readonly dtypes?: readonly (string | number)[]
  /** The tensor. */
  readonly name?: string
  /** Nodes that have it among their outputs. */
  readonly producers?: number
  /** Distinct shapes it is declared with. */
  readonly shapes?: readonly (string | number)[]
}
