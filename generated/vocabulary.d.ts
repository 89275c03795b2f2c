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
  /** Whether the node's words or shape make it a legend, title or note. */
  readonly annotation?: boolean
  /** Name of a buffer that the node writes or reads and that is used again later. */
  readonly buffer?: string
  /** What the node does with the buffer. */
  readonly bufferUse?: "write" | "read"
  /** The cache that the node reads or writes, where a plan has several: of a model and its draft, or of two workers. */
  readonly cache?: string
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
  /** Whether the node is one rank's part of an operation of which the other ranks of the group have their own. */
  readonly isOneOfParts?: boolean
  /** Where the node runs on some devices of its group and not on all: the devices of all nodes that are part of the same operation of the group (same op, phase, layer, microbatch and step), its own included. */
  readonly jointDevices?: readonly (string | number)[]
  /** Ranks among which the positions that this attention reads are split; 1 where it sees all of them. Unit: ranks. */
  readonly kvShards?: number
  /** The last position of the sequence that the node writes to the cache or reads from it. Unit: tokens. */
  readonly lastPosition?: number
  /** The layer the node belongs to. */
  readonly layer?: number
  /** The microbatch. */
  readonly microbatch?: number
  /** The declared id that is spelt most like this undeclared one. */
  readonly nearestDeclared?: string
  /** Whether the node lies on a cycle. */
  readonly onCycle?: boolean
  /** The operation. */
  readonly op?: string
  /** Edges that leave the node, self-loops apart. */
  readonly outDegree?: number
  /** Dimensions of the first output, as name=size. */
  readonly output?: readonly (string | number)[]
  /** Name of the window in which the node is meant to run at the same time as the other nodes of that name. */
  readonly overlap?: string
  /** devicesBefore and devicesAfter together. */
  readonly participants?: readonly (string | number)[]
  /** The phase the node belongs to. */
  readonly phase?: string
  /** What the positions of rotary embedding and mask count from: the node's own shard or the whole sequence. */
  readonly positions?: "local" | "global"
  /** Whether the title speaks of what enters or leaves the model. */
  readonly role?: "input" | "output" | "none"
  /** The rank at which a rooted collective starts or ends, as a list of one device. */
  readonly root?: readonly (string | number)[]
  /** How many ranks the label says it joins. Unit: ranks. */
  readonly saidRanks?: number
  /** Edges from the node to itself. */
  readonly selfLoops?: number
  /** How the label says that the operation is split. */
  readonly shard?: "column" | "row" | "sequence"
  /** Whether all devices of the node draw the same random numbers. */
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
  /** What the label says of devices where that is not understood. */
  readonly unreadDevices?: string
  /** Where the node runs, in words that name no device. */
  readonly vagueDevice?: string
}

/** Words of scope phase. */
export interface PhaseWords {
  /** Attention data parallelism: groups of ranks that own different sequences. Unit: ranks. */
  readonly adp?: number
  /** Whether the engine is told to give each rank or group its own sequences in attention. */
  readonly attentionDpFlag?: boolean
  /** Share of time in which a stage of a prefill pipeline is idle, for stages of equal time. */
  readonly bubbleShare?: number
  /** Chunks into which one prompt is cut; what is in the cache already is not computed. Unit: batches. */
  readonly chunkCount?: number
  /** Prefill: tokens of one prompt that one step takes at most. Unit: tokens. */
  readonly chunkTokens?: number
  /** Time in which the chunks of one prompt pass all stages, when `stageTimesTotal` and `slowestStageTime` are those of a chunk. Unit: s. */
  readonly chunkedPrefillTime?: number
  /** Share of the processors of a device that communication kernels occupy while they run. */
  readonly communicationShare?: number
  /** Time that a layer computes for half of the batch beside the communication of the other half. Unit: s. */
  readonly contendedHalf?: number
  /** Context parallelism in prefill: keys go round a ring, keys are gathered, or tokens are exchanged for heads. */
  readonly contextMethod?: "ring" | "gather" | "ulysses"
  /** How the tokens of a prompt are dealt to the ranks of context parallelism. */
  readonly contextSplit?: "contiguous" | "zigzag" | "striped"
  /** Whether the degrees of a deployment are written as its engine calls them or canonically: `tp` inside one attention group, `dp` the number of attention groups. */
  readonly convention?: "engine" | "canonical"
  /** Decode context parallelism: ranks that share the cached positions of one sequence. Unit: ranks. */
  readonly dcp?: number
  /** Distinct devices of the phase's nodes. */
  readonly devices?: readonly (string | number)[]
  /** The data-parallel size as the engine counts it. Unit: ranks. */
  readonly dialectDp?: number
  /** The tensor-parallel size as the engine counts it. Unit: ranks. */
  readonly dialectTp?: number
  /** Whether experts live on devices of their own that do no attention. */
  readonly disaggregatedExperts?: boolean
  /** Whether a node names the phase. */
  readonly drawn?: boolean
  /** Expert parallelism: ranks among which the experts are dealt. Unit: ranks. */
  readonly ep?: number
  /** Expert tensor parallelism: ranks that share the width of one expert. Unit: ranks. */
  readonly etp?: number
  /** Whether the engine is told to deal experts over all ranks of a stage. */
  readonly expertParallelFlag?: boolean
  /** Expected number of different experts that one rank reads in a step, for a uniform router. Unit: experts. */
  readonly expertsTouchedPerRank?: number
  /** Ranks that share one dense feed-forward network. Unit: ranks. */
  readonly ffnRanks?: number
  /** Whether ranks agree for each step on replaying a captured graph (and on which) or on running eager, or each chooses its own. */
  readonly graphMode?: "agreed" | "own"
  /** Time that a layer communicates for half of the batch. Unit: s. */
  readonly halfCommunication?: number
  /** Time that a layer computes for half of the batch, alone on the device. Unit: s. */
  readonly halfCompute?: number
  /** What an attention group without requests does in a step of the others. */
  readonly idleRanks?: "dummy-batch" | "skip"
  /** Cache bytes that one token of a sequence needs on one rank, for equal stages. Unit: bytes. */
  readonly kvBytesPerTokenAndRank?: number
  /** Time that a layer communicates for the whole batch. Unit: s. */
  readonly layerCommunication?: number
  /** Time that a layer computes for the whole batch. Unit: s. */
  readonly layerCompute?: number
  /** Expected time of the slowest of `adp` attention groups; unknown for numbers of groups that are not in the table. Unit: s. */
  readonly lockStepTime?: number
  /** Mean time of a rank for its part of a step before the ranks meet. Unit: s. */
  readonly meanRankTime?: number
  /** Batches in flight at once. Unit: batches. */
  readonly microbatches?: number
  /** The phase. */
  readonly name?: string
  /** Nodes that name the phase. */
  readonly nodeCount?: number
  /** Time of two halves through all layers, each computing while the other communicates. Unit: s. */
  readonly overlapTime?: number
  /** Requests of a batch whose attention and exchange are pipelined. Unit: requests. */
  readonly overlappedRequests?: number
  /** Tokens of one block of the cache. Unit: tokens. */
  readonly pageTokens?: number
  /** Prefill context parallelism: ranks that share the tokens of a prompt. Unit: ranks. */
  readonly pcp?: number
  /** Time in which `microbatches` equal batches of prefill pass all stages. Unit: s. */
  readonly pipelinePrefillTime?: number
  /** Time between two tokens of a request with `microbatches` batches in flight. Unit: s. */
  readonly pipelineTokenTime?: number
  /** Pipeline stages. Unit: stages. */
  readonly pp?: number
  /** Copies of experts beyond the first of each. Unit: experts. */
  readonly redundantExperts?: number
  /** Independent copies of the whole phase. Unit: replicas. */
  readonly replicas?: number
  /** Time of attention for one request of the batch on one rank. Unit: s. */
  readonly requestAttention?: number
  /** Time of the exchange of partial attention for one request of the batch. Unit: s. */
  readonly requestExchange?: number
  /** Time of attention and exchange of one layer when the exchange of a request runs beside the attention of the next. Unit: s. */
  readonly requestOverlapTime?: number
  /** Standard deviation over mean of the times that single requests take in a step. */
  readonly requestVariation?: number
  /** Requests that one attention group decodes in a step. Unit: requests. */
  readonly requestsPerRank?: number
  /** Whether the residual stream between attention and feed-forward network lies on slices of the tokens (sequence parallelism). */
  readonly residualSharded?: boolean
  /** Time of one batch through all layers when nothing overlaps. Unit: s. */
  readonly serialTime?: number
  /** Whether the data-parallel groups of a deployment work on one model together: attention data parallelism rather than copies. */
  readonly sharesRanks?: boolean
  /** Time of the slowest stage for one batch. Unit: s. */
  readonly slowestStageTime?: number
  /** Draft tokens that one step verifies; 0 without speculation. Unit: tokens. */
  readonly speculativeTokens?: number
  /** Layers of each stage, in order of the stages. */
  readonly stageLayers?: readonly (string | number)[]
  /** Ranks of one pipeline stage, as attention sees them. Unit: ranks. */
  readonly stageRanks?: number
  /** Time that one batch (in prefill, one chunk) takes to pass all stages, without waiting. Unit: s. */
  readonly stageTimesTotal?: number
  /** Tokens that all ranks of the phase process together in one step, padding included. Unit: tokens. */
  readonly tokensPerStep?: number
  /** Whether the tensor-parallel size counts the ranks of all attention groups and is dealt among them. */
  readonly tpIsDealt?: boolean
  /** Attention tensor parallelism: ranks that share the heads of one sequence. Unit: ranks. */
  readonly tpa?: number
  /** Ranks that share one dense feed-forward network; those of attention unless given. Unit: ranks. */
  readonly tpf?: number
  /** Whether a batch is cut in two halves of which one computes while the other communicates. */
  readonly twoBatchOverlap?: boolean
  /** Whether the engine pads heads or gives ranks different numbers of them. */
  readonly unevenHeads?: boolean
  /** Share of time in which an average stage waits for the slowest. */
  readonly unevenShare?: number
  /** Devices that a phase occupies. Unit: ranks. */
  readonly worldSize?: number
}

/** Words of scope plan. */
export interface PlanWords {
  /** The accelerator, as its vendor or a report calls it. */
  readonly "cluster.accelerator"?: string
  /** The engine's backend for expert dispatch, as the engine calls it. */
  readonly "cluster.allToAll"?: string
  /** Memory of one accelerator that a report states. Unit: GiB. */
  readonly "cluster.deviceMemory"?: number
  /** Accelerators that the plan may use. Unit: devices. */
  readonly "cluster.devices"?: number
  /** Accelerators that reach each other over the fastest links (an NVLink domain); it may span several hosts. Unit: devices. */
  readonly "cluster.devicesPerClique"?: number
  /** Accelerators of one host. Unit: devices. */
  readonly "cluster.devicesPerHost"?: number
  /** The serving engine that is to run the plan, as one of the names in `engines`. */
  readonly "cluster.engine"?: string
  /** The engine and those that it descends from. */
  readonly "cluster.engineLineage"?: readonly (string | number)[]
  /** The engine's version. */
  readonly "cluster.engineVersion"?: string
  /** Hosts that hold the accelerators. Unit: hosts. */
  readonly "cluster.hosts"?: number
  /** The links between the accelerators, in words. */
  readonly "cluster.interconnect"?: string
  /** Whether the engine's tensor-parallel size counts the ranks of all attention groups. */
  readonly "cluster.tpCountsAllRanks"?: boolean
  /** Weakly connected components among the nodes that have an edge. */
  readonly components?: number
  /** Ids of nodes that wait for each other in a circle because ranks come to their collectives in different orders. */
  readonly crossedMeetings?: readonly (string | number)[]
  /** Ids of nodes that wait for each other in a circle when a send ends only with its receive. */
  readonly crossedTransfers?: readonly (string | number)[]
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
  /** The form the candidate was written in. */
  readonly format?: "plan" | "dot" | "deployment" | "unknown"
  /** What the graph draws; deployment where there is none. */
  readonly kind?: "dataflow" | "device-map" | "sketch" | "deployment"
  /** The highest layer number drawn. */
  readonly lastLayer?: number
  /** The highest stage drawn. */
  readonly lastStage?: number
  /** Layer numbers missing between the lowest and the highest drawn. */
  readonly layerGaps?: readonly (string | number)[]
  /** New tokens per sequence below which absorbed latent attention needs fewer FLOP, for a long cache. Unit: tokens. */
  readonly "model.absorptionLimit"?: number
  /** Query heads of one layer of the whole model. Unit: heads. */
  readonly "model.attentionHeads"?: number
  /** How keys and values are shared: by no head, by groups of heads, by all heads, or as one latent vector (MLA). */
  readonly "model.attentionKind"?: "mha" | "gqa" | "mqa" | "mla"
  /** Weights of one layer's query, key, value and output projections, without biases; not for MLA. Unit: parameters. */
  readonly "model.attentionParameters"?: number
  /** Bytes of one stored weight, scales included (2 for bf16, about 1 for fp8). Unit: bytes. */
  readonly "model.bytesPerParameter"?: number
  /** Weights of one dense feed-forward network; gated unless the model says otherwise. Unit: parameters. */
  readonly "model.denseParameters"?: number
  /** Stored bytes of one routed expert. Unit: bytes. */
  readonly "model.expertBytes"?: number
  /** Width of one routed expert. Unit: elements. */
  readonly "model.expertIntermediateSize"?: number
  /** Routed experts of one layer. Unit: experts. */
  readonly "model.experts"?: number
  /** Routed experts that a token visits. Unit: experts. */
  readonly "model.expertsPerToken"?: number
  /** Whether the feed-forward network has a gate beside its up projection (SwiGLU and its kin). */
  readonly "model.gated"?: boolean
  /** Width of one query or key head. It is given on its own: hiddenSize / attentionHeads is not it in many models. Unit: elements. */
  readonly "model.headDim"?: number
  /** Width of the residual stream. Unit: elements. */
  readonly "model.hiddenSize"?: number
  /** Width of a dense feed-forward network. Unit: elements. */
  readonly "model.intermediateSize"?: number
  /** Bytes of one cached element (2 for bf16, 1 for fp8). Unit: bytes. */
  readonly "model.kvBytesPerElement"?: number
  /** Cache bytes that one token needs over all layers of the whole model. Unit: bytes. */
  readonly "model.kvBytesPerToken"?: number
  /** Key-value heads of one layer of the whole model. Unit: heads. */
  readonly "model.kvHeads"?: number
  /** MLA: width of the cached latent vector (512 in DeepSeek-V3). Unit: elements. */
  readonly "model.latentDim"?: number
  /** Transformer layers. Unit: layers. */
  readonly "model.layers"?: number
  /** The model, as its authors call it. */
  readonly "model.name"?: string
  /** MLA: width of the part of a head without position (128 in DeepSeek-V3). Unit: elements. */
  readonly "model.nopeDim"?: number
  /** Rows of embedding and head after padding, where the engine pads. Unit: tokens. */
  readonly "model.paddedVocabulary"?: number
  /** Weights of a whole dense model without biases. Unit: parameters. */
  readonly "model.parametersOfDenseModel"?: number
  /** Weights that share one scale along the dimension that is split; left out where weights have one scale for a tensor, a row or none. Unit: elements. */
  readonly "model.quantisationBlock"?: number
  /** MLA: width of the cached rotary key (64 in DeepSeek-V3). Unit: elements. */
  readonly "model.ropeDim"?: number
  /** Elements of a head that are rotated by position. Unit: elements. */
  readonly "model.rotaryDim"?: number
  /** Experts that every token visits. Unit: experts. */
  readonly "model.sharedExperts"?: number
  /** Whether embedding and head are one matrix. */
  readonly "model.tiedEmbeddings"?: boolean
  /** MLA: width of a value head (128 in DeepSeek-V3). Unit: elements. */
  readonly "model.valueDim"?: number
  /** Tokens that the embedding and the head know. Unit: tokens. */
  readonly "model.vocabulary"?: number
  /** Sliding window: how many tokens back attention looks. Unit: tokens. */
  readonly "model.window"?: number
  /** Distinct nodes. */
  readonly nodeCount?: number
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
  /** Paths of a deployment document that no word reads. */
  readonly unread?: readonly (string | number)[]
  /** Tokens of the prompt whose keys and values are in the cache already. Unit: tokens. */
  readonly "workload.cachedTokens"?: number
  /** Requests in flight at once. Unit: requests. */
  readonly "workload.concurrency"?: number
  /** Tokens generated for one request. Unit: tokens. */
  readonly "workload.outputTokens"?: number
  /** Tokens of one prompt. Unit: tokens. */
  readonly "workload.promptTokens"?: number
  /** Sampling temperature; 0 is greedy. */
  readonly "workload.temperature"?: number
}

/** Words of scope stage. */
export interface StageWords {
  /** Distinct devices of the stage's nodes. */
  readonly devices?: readonly (string | number)[]
  /** Distinct layers of the stage's nodes. */
  readonly layers?: readonly (string | number)[]
  /** Nodes of the stage. */
  readonly nodeCount?: number
  /** The stage. */
  readonly number?: number
}

/** Words of scope tensor. */
export interface TensorWords {
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
