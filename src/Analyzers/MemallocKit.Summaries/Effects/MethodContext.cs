// A method as it is analysed: with type arguments and what is known about the arguments.
using MemallocKit.Summaries.Interpretation;
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Effects;

internal enum AnalysisState : byte
{
    New,
    Running,
    Done,
}

/// <summary>Where something is stored: a field of an object that is known again when it is met again, or what an argument refers to.</summary>
/// <param name="Field">The field; null for what the argument <paramref name="Holder"/> refers to.</param>
/// <param name="Holder">The object; null for a static field.</param>
internal readonly record struct StoreTarget(FieldModel? Field, Value? Holder)
{
    /// <summary>A field of <paramref name="holder"/>; null where nothing says which object that is.</summary>
    public static StoreTarget? Of(FieldModel field, Value? holder) =>
        field.IsStatic ? new StoreTarget(field, null)
        : holder is { IsPlace: true } ? new StoreTarget(field, holder)
        : null;
}

internal sealed class MethodContext(MethodModel method, TypeSig[] typeArguments, TypeSig[] methodArguments, Value?[]? known)
{
    private List<(EffectSet Effect, Cause Cause, MethodContext? Callee)>? _reasons;

    public MethodModel Method { get; } = method;

    public TypeSig[] TypeArguments { get; } = typeArguments;

    public TypeSig[] MethodArguments { get; } = methodArguments;

    /// <summary>Arguments that the caller is known to pass: null, a small constant, a default struct. Null: nothing is known.</summary>
    public Value?[]? Known { get; } = known;

    public AnalysisState State { get; set; }

    /// <summary>The places with effects, once analysed.</summary>
    public List<EffectSite> Sites { get; } = [];

    public EffectSet Effects { get; private set; }

    public HashSet<Residual>? Residuals { get; private set; }

    public Value Returns { get; set; } = Value.Anything();

    /// <summary>It never returns normally.</summary>
    public bool NeverReturns { get; set; }

    /// <summary>What every path that returns stores to.</summary>
    public HashSet<StoreTarget>? AlwaysStores { get; set; }

    /// <summary>Every path that returns allocates.</summary>
    public bool AlwaysAllocates { get; set; }

    /// <summary>Per block its successors, and whether it returns; null without a body.</summary>
    public int[][]? Successors { get; set; }

    public bool[]? ReturningBlocks { get; set; }

    public List<MethodContext>? Callers { get; private set; }

    public bool IsQueued { get; set; }

    public void AddCaller(MethodContext caller) => (Callers ??= []).Add(caller);

    /// <summary>Adds effects with their reason; true if one is new.</summary>
    public bool Add(EffectSet effects, Cause cause, MethodContext? callee = null)
    {
        var added = effects & ~Effects;
        if (added == EffectSet.None)
        {
            return false;
        }

        Effects |= added;
        (_reasons ??= []).Add((added, cause, callee));
        return true;
    }

    public bool Add(Residual residual) => (Residuals ??= []).Add(residual);

    public (Cause Cause, MethodContext? Callee)? ReasonFor(EffectSet effect)
    {
        foreach (var (effects, cause, callee) in _reasons ?? [])
        {
            if ((effects & effect) != 0)
            {
                return (cause, callee);
            }
        }

        return null;
    }

    public override string ToString()
    {
        TypeSig[] arguments = [.. TypeArguments, .. MethodArguments];
        var text = arguments.Length == 0 ? $"{Method}" : $"{Method} with <{string.Join(", ", (object[])arguments)}>";
        return Known is null ? text : $"{text} given ({string.Join(", ", Known.Select(k => k?.ToString() ?? "_"))})";
    }
}
