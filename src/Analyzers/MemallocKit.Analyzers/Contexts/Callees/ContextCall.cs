// A call of a method of this compilation, and what of its effects goes past it.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts.Callees;

/// <param name="Callee">The definition whose body runs.</param>
/// <param name="Operation">What calls it.</param>
/// <param name="Location">Where.</param>
internal sealed record ContextCall(IMethodSymbol Callee, IOperation Operation, Location Location)
{
    /// <summary>The call stands in code that names its context: what it charges is judged there.</summary>
    public bool NamesContext { get; init; }

    /// <summary>The call stands in a scope: what it waits for is reported there.</summary>
    public bool IsInScope { get; init; }

    /// <summary>Whoever calls the method makes this call.</summary>
    public bool IsCertain { get; init; }

    /// <summary>The effect of the callee as this call's method has it, or <see langword="null"/> where it ends here.</summary>
    public ContextEffect? Pass(ContextEffect effect)
    {
        var ends = effect.Kind switch
        {
            ContextEffectKind.Charge => NamesContext,
            ContextEffectKind.RentAndReturn => !IsCertain,
            ContextEffectKind.ThreadWait or ContextEffectKind.EndlessWait or ContextEffectKind.Lock => IsInScope,
            _ => false,
        };
        if (ends)
        {
            return null;
        }

        var target = TargetHere(effect.Target);
        var isAboutTarget = effect.Kind is not (ContextEffectKind.ThreadWait or ContextEffectKind.EndlessWait or ContextEffectKind.MemoryWait or ContextEffectKind.Uncharge);
        return isAboutTarget && target is null ? null : effect.Through(Callee, target) with { Locations = effect.Locations.Insert(0, Location) };
    }

    // What the callee names by a parameter, or as its own, is what the caller passes.
    private ReserveKey? TargetHere(ReserveKey? target) => target switch
    {
        null => null,
        { Member: IParameterSymbol parameter } => Argument(parameter.Ordinal) is { } passed ? ReserveKey.Of(passed) : null,
        { Member: ILocalSymbol } => null,
        { Member.IsStatic: true } or { Member: ITypeSymbol } or { IsOfContext: true } => target,
        _ => Operation switch
        {
            IInvocationOperation { Instance: IInstanceReferenceOperation } or IPropertyReferenceOperation { Instance: IInstanceReferenceOperation } => target,
            _ when Callee.MethodKind == MethodKind.LocalFunction => target,
            _ => null,
        },
    };

    private IOperation? Argument(int ordinal)
    {
        var arguments = Operation switch
        {
            IInvocationOperation call => call.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => [],
        };
        foreach (var argument in arguments)
        {
            if (argument.Parameter?.Ordinal == ordinal)
            {
                return argument.Value;
            }
        }

        return null;
    }
}
