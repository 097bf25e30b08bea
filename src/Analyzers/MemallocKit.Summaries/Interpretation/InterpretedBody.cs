// What the interpretation of a body found: the flow that is left, its effects, what it stores and returns.
using MemallocKit.Summaries.Effects;
using MemallocKit.Summaries.Il;
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Interpretation;

/// <summary>A branch on whether a field is empty: from that block, if it is (or is not), to that block.</summary>
internal readonly record struct FieldTest(int From, int To, StoreTarget Field, bool WhenEmpty);

/// <summary>A branch taken only if a value of a type argument is null, so only if that is a class or a nullable.</summary>
internal readonly record struct NullEdge(int From, int To, TypeSig Argument);

internal sealed class InterpretedBody(DecodedBody body)
{
    public DecodedBody Body { get; } = body;

    /// <summary>Per block: control reaches it.</summary>
    public bool[] IsLive { get; } = new bool[body.Blocks.Length];

    /// <summary>Per block: no path from it returns, whatever the values; such blocks are not interpreted.</summary>
    public required bool[] OnlyThrows { get; init; }

    /// <summary>Per block: where control goes on.</summary>
    public List<int>[] Successors { get; } = Array.ConvertAll(body.Blocks, _ => new List<int>());

    /// <summary>Per block: the call that never returns, or -1.</summary>
    public int[] StopsAt { get; } = Array.ConvertAll(body.Blocks, _ => -1);

    /// <summary>Per block: it ends by leaving the method or a handler.</summary>
    public bool[] Leaves { get; } = new bool[body.Blocks.Length];

    /// <summary>Per block: it ends by returning.</summary>
    public bool[] Returns { get; } = new bool[body.Blocks.Length];

    public HashSet<StoreTarget>?[] Stores { get; } = new HashSet<StoreTarget>?[body.Blocks.Length];

    public EffectSite?[] Sites { get; } = new EffectSite?[body.Instructions.Length];

    public HashSet<FieldTest> Tests { get; } = [];

    public HashSet<NullEdge> NullEdges { get; } = [];

    /// <summary>Per protected region: its handler can run.</summary>
    public bool[] IsHandlerLive { get; } = new bool[body.Regions.Length];

    /// <summary>What is returned; null if nothing is.</summary>
    public Value? ReturnValue { get; set; }
}
