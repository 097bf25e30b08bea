// What a mention of a lease does to it.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts.Leases;

internal enum LeaseUse
{
    /// <summary>A member of it is read, or it is lent to a method that only reads it.</summary>
    Read,

    /// <summary>It is given back, or may have been: passed on to code that may, stored, returned, assigned.</summary>
    Released,

    /// <summary>It is put into another local, which is to be given back instead.</summary>
    Copied,

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
            IInvocationOperation call => call.TargetMethod.Name is "Dispose" or Rents.Store ? LeaseUse.Released : LeaseUse.Read,
            IArgumentOperation { Parameter.RefKind: RefKind.Out } => LeaseUse.Rented,
            IArgumentOperation argument when LeaseParameters.IsBorrowed(argument.Parameter) => LeaseUse.Read,
            ISimpleAssignmentOperation { Target: IDiscardOperation } => LeaseUse.Read,
            ISimpleAssignmentOperation assignment when assignment.Target == use => LeaseUse.Overwritten,
            _ when CopyOf(reference) is not null => LeaseUse.Copied,
            _ => LeaseUse.Released,
        };
    }

    /// <summary>The local that a mention is copied to; <see langword="null"/> where it is not, or where <c>using</c> gives the copy back.</summary>
    public static ILocalSymbol? CopyOf(ILocalReferenceOperation reference) => reference.Parent switch
    {
        ISimpleAssignmentOperation assignment when assignment.Value == reference => Rents.LocalIn(assignment.Target),
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: RefKind.None, Parent.Parent.Parent: not (IUsingDeclarationOperation or IUsingOperation) } declarator } => declarator.Symbol,
        _ => null,
    };

    /// <summary>A local and those that it is copied to, and they in turn.</summary>
    public static HashSet<ILocalSymbol> Names(ILocalSymbol lease, IEnumerable<IOperation> operations)
    {
        var names = new HashSet<ILocalSymbol>(SymbolEqualityComparer.Default) { lease };
        var copies = operations.SelectMany(o => o.DescendantsAndSelf()).OfType<ILocalReferenceOperation>()
            .Select(r => (From: r.Local, To: CopyOf(r))).Where(c => c.To is not null).ToList();
        for (var before = 0; before != names.Count;)
        {
            before = names.Count;
            foreach (var (_, to) in copies.Where(c => names.Contains(c.From)))
            {
                names.Add(to!);
            }
        }

        return names;
    }

    /// <summary>The mentions of any of some locals in an operation, in the order they are written.</summary>
    public static IEnumerable<ILocalReferenceOperation> Of(HashSet<ILocalSymbol> names, IOperation inside) =>
        inside.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Where(r => names.Contains(r.Local));

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
