// What a mention of a lease does to it.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts.Leases;

internal enum LeaseUse
{
    /// <summary>A member of it is read.</summary>
    Read,

    /// <summary>It is given back, or may have been: passed on, stored, returned, assigned.</summary>
    Released,

    /// <summary>A rent puts a lease into the variable.</summary>
    Rented,

    /// <summary>Another value is assigned to the variable.</summary>
    Overwritten,
}

internal static class LeaseUses
{
    public static LeaseUse Of(ILocalReferenceOperation reference)
    {
        IOperation use = reference.Parent is IDeclarationExpressionOperation declaration ? declaration : reference;
        return use.Parent switch
        {
            IMemberReferenceOperation => LeaseUse.Read,
            IInvocationOperation call => call.TargetMethod.Name is "Dispose" or "Store" ? LeaseUse.Released : LeaseUse.Read,
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: Rents.TryRent } } => LeaseUse.Rented,
            ISimpleAssignmentOperation assignment when assignment.Target == use => LeaseUse.Overwritten,
            _ => LeaseUse.Released,
        };
    }

    /// <summary>The mentions of a local in an operation, in the order they are written.</summary>
    public static IEnumerable<ILocalReferenceOperation> Of(ILocalSymbol lease, IOperation inside)
    {
        foreach (var operation in inside.DescendantsAndSelf())
        {
            if (operation is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, lease))
            {
                yield return reference;
            }
        }
    }
}
