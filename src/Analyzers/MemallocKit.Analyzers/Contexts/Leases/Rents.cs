// The calls that rent, and where they put the lease.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts.Leases;

internal static class Rents
{
    public const string TryRent = "TryRent";
    public const string Rent = "Rent";

    /// <summary>The argument that receives a lease, or <see langword="null"/> when the call is no rent that may fail.</summary>
    public static IArgumentOperation? LeaseArgument(IInvocationOperation call, KnownSymbols symbols)
    {
        if (call.TargetMethod.Name != TryRent)
        {
            return null;
        }

        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.Out } parameter && symbols.IsLease(parameter.Type))
            {
                return argument;
            }
        }

        return null;
    }

    /// <summary>A rent that gives its lease as its result, or throws.</summary>
    public static bool GivesLease(IInvocationOperation call, KnownSymbols symbols) =>
        call.TargetMethod.Name == Rent && symbols.IsLease(call.Type) && symbols.IsReserve(call.Instance?.Type);

    /// <summary>The local of an expression that stands for one, declared there or before.</summary>
    public static ILocalSymbol? LocalIn(IOperation? target) => target switch
    {
        ILocalReferenceOperation local => local.Local,
        IDeclarationExpressionOperation { Expression: ILocalReferenceOperation local } => local.Local,
        _ => null,
    };

    /// <summary>The local that a rent puts its lease into, in the operation tree or in a control flow graph.</summary>
    public static ILocalSymbol? LocalOf(IInvocationOperation call, KnownSymbols symbols) =>
        LeaseArgument(call, symbols) is { } argument ? LocalIn(argument.Value)
        : !GivesLease(call, symbols) ? null
        : call.Parent switch
        {
            ISimpleAssignmentOperation assignment when assignment.Value == call => LocalIn(assignment.Target),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
            _ => null,
        };
}
