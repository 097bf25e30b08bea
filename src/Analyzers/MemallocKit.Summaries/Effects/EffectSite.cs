// One place in a body that has effects: operations, calls, and what the caller decides.
using MemallocKit.Summaries.Interpretation;
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Effects;

/// <summary>Why an effect is there: what happens, to what, and where in the IL (-1: not in the body).</summary>
internal readonly record struct Cause(string What, object? Subject, int Offset = -1)
{
    public override string ToString()
    {
        var text = Subject is null ? What : $"{What} {Subject}";
        return Offset < 0 ? text : $"{text} at IL_{Offset:x4}";
    }
}

/// <summary>A call from one place to one callee.</summary>
/// <param name="Callee">The callee in its context.</param>
/// <param name="Arguments">What is passed, the receiver first; null where that is not known.</param>
/// <param name="FreeArguments">The caller's types for the callee's free type arguments; null where it has none.</param>
/// <param name="IsOneOfSeveral">Other callees are possible at the same place.</param>
internal sealed record CallEdge(MethodContext Callee, Value[]? Arguments, TypeSig?[]? FreeArguments, bool IsOneOfSeveral);

internal sealed class EffectSite(int instruction)
{
    /// <summary>The index of the instruction; -1 for a method without a body.</summary>
    public int Instruction { get; } = instruction;

    public int Block { get; set; }

    public EffectSet Effects { get; private set; }

    public Cause Cause { get; private set; }

    public List<CallEdge>? Calls { get; private set; }

    public List<Residual>? Residuals { get; private set; }

    /// <summary>It allocates whenever it is reached.</summary>
    public bool IsCertain { get; set; }

    /// <summary>What it allocates becomes the larger store of a collection.</summary>
    public bool Grows { get; set; }

    /// <summary>The type argument whose value is boxed to be compared with null.</summary>
    public TypeSig? ComparedWithNull { get; set; }

    /// <summary>The type of the object made here.</summary>
    public TypeSig? Made { get; set; }

    public Guard Guard { get; set; }

    /// <summary>A handler catches what is thrown here.</summary>
    public bool IsProtected { get; set; }

    public bool IsEmpty => Effects == EffectSet.None && Calls is null && Residuals is null;

    public void Add(EffectSet effects, string what, object? subject)
    {
        Effects |= effects;
        Explain(what, subject);
    }

    /// <summary>Notes why, unless that is known already.</summary>
    public void Explain(string what, object? subject)
    {
        if (Cause.What is null)
        {
            Cause = new Cause(what, subject);
        }
    }

    public void PlaceAt(int offset) => Cause = Cause with { Offset = offset };

    public void Add(CallEdge call) => (Calls ??= []).Add(call);

    public void Add(Residual residual)
    {
        Residuals ??= [];
        if (!Residuals.Contains(residual))
        {
            Residuals.Add(residual);
        }
    }

    /// <summary>The only callee, where the place does nothing else.</summary>
    public CallEdge? OnlyCall => Calls is { Count: 1 } && Residuals is null ? Calls[0] : null;
}
