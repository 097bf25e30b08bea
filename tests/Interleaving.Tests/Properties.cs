// One scenario at a time: the product's statics, the tree lock among them, are scheduled for one execution only.
using Xunit.Sdk;
using Xunit.v3;

[assembly: Parallelization(Mode = ParallelMode.None)]
