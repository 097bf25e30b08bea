// What reading a declaration gives.
using System.Collections.Immutable;

namespace MemallocKit.Declarations;

/// <summary>A model, or else the problems that there are instead of one.</summary>
internal readonly record struct ParseResult<T>(T? Model, ImmutableArray<Problem> Problems)
    where T : class;
