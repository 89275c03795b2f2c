/** Texts that Graphviz accepts, in the dialects in which people and programs write DOT. */
export const fixtures: Readonly<Record<string, string>> = {
  bakery: `// A bakery as a plan
digraph Bakery {
    rankdir=TB;
    node [shape=rectangle, style=filled, fillcolor=lightblue];

    // What comes in
    flour [label="Flour\\nOven: 0-7\\nInput: [batch=128, width=20]\\nOutput: [batch=128, width=20]", shape=ellipse];

    subgraph cluster_dough {
        label="Dough (ovens 0-3)";
        style=dashed;
        knead_0 [label="Knead\\nOven: 0"];
        knead_1 [label="Knead\\nOven: 1"];
        subgraph cluster_rest {
            label="Rest";
            rest [label="Rest 1h\\nOven: [0,1]"];
        }
    }

    flour -> knead_0;
    flour -> knead_1 [style=dashed, label="half"];
    knead_0 -> rest;
    knead_1 -> rest;
    rest -> bread;
}
`,
  canonical: `digraph {
	graph [fontname=Arial rankdir=LR];
	node [label="\\N", shape=box];
	a	[label="First\\lsecond\\l",
		pos="27,90",
		width=0.75];
	b	[color="#ff0000"
		height=.5];
	a -> b	[arrowhead=none,
		pos="e,27,36.104 27,71.697"];
	a -> c;
}
`,
  tabs: 'digraph {\n\tfontname=Arial rankdir=TB size="30,40"\n\tin [label="In\nsecond line" fillcolor=lightcyan shape=ellipse]\n\tout [label=Out]\n\tin -> out\n\tin -> mid [color=red style=dashed]\n\tmid -> out\n}\n',
  html: `digraph G {
  node [shape=plaintext]
  a [label=<<B>Bold</B><BR/>Size: [1, 2]<BR/>a &gt; b>];
  b [label=<
    <TABLE BORDER="0"><TR><TD PORT="x">1</TD><TD>2</TD></TR></TABLE>
  >];
  a -> b:x:n [label=<<I>to</I>>];
}
`,
  records: `digraph structs {
    node [shape=record];
    struct1 [label="<f0> left|<f1> mid\\ dle|<f2> right"];
    struct3 [label="hello&#92;nworld |{ b |{c|<here> d|e}| f}| g | h"];
    struct1:f1 -> struct3:here;
    struct1:f2:se -> struct3:n
}
`,
  undirected: `strict graph "two words" {
  a -- b -- c; b -- a [weight=2]
  { d e } -- { f; g }
  "quoted id" -- "with \\"quotes\\"" [label="x" + " and " + "y"]
  subgraph s { h -- i [color=red]; edge [color=blue]; i -- j }
  /* a comment
     over lines */
  -.5 -- 1.25 -- 0
}
`,
  defaults: `digraph {
  early
  node [color=red]
  { node [color=blue, shape=box] inner }
  subgraph named { node [style=bold] x }
  outer
  subgraph named { y -> outer }
  node [color=green]; late -> inner
  edge [weight=1]; a -> b; edge [weight=2, label="e"]; a -> c [weight=9]; { edge [weight=3]; p -> q } -> r
  early [color=black]
}
`,
  products: `digraph {
  { a b } -> { c; d } -> e [label=all]
  f, g -> h, i
  subgraph cluster_x { j k } -> a:p
  subgraph { rank=same; l; m; }
  n -> subgraph o { p -> q }
}
`,
  compact: 'digraph{a->b;b->c[x=1,y=2;z=3][w=4]c->a;"d e"->a}',
  unicode: `digraph {
  größe [label="Größe → 5×3"]
  größe -> "数据" -> 節点
}
`,
  comments: `# made by hand
/* header */ digraph /* name */ X // rest
{
# twelve apples
  a /* in between */ -> /* again */ b; // c -> d
  # e -> f
  g [label="no // comment, /* none */ # here"];
}
`,
  two: 'digraph one { a -> b }\ndigraph two { c -> d }\n',
  continued: 'digraph {\n  a [label="one \\\n two"]\n  "b\\\nc" -> a\n}\n',
}
