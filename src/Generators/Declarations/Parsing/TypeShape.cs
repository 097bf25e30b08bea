// Rules on the types that parts are emitted into.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>Checks that the generator can add a part to a type, and to every type around it.</summary>
internal static class TypeShape
{
    public static void CheckNodeClass(INamedTypeSymbol type, ProblemList problems)
    {
        if (type is not { TypeKind: TypeKind.Class, IsRecord: false, IsStatic: true } || !type.IsPartial())
            problems.AddOnName(ProblemKind.TypeNotPartial, type, type.Name, $"'static partial class {type.Name}'");
        else if (type.IsFileLocal)
            problems.AddOnName(ProblemKind.TypeNotPartial, type, type.Name, "without 'file', since its other part is in a file of its own");
    }

    public static void CheckContainers(INamedTypeSymbol type, ProblemList problems)
    {
        for (var outer = type.ContainingType; outer != null; outer = outer.ContainingType)
        {
            if (!outer.IsPartial())
                problems.AddOnName(ProblemKind.TypeNotPartial, outer, outer.Name, $"'partial', since '{type.Name}' inside gets another part");
            else if (outer.IsFileLocal)
                problems.AddOnName(ProblemKind.TypeNotPartial, outer, outer.Name, $"without 'file', since '{type.Name}' inside gets a part in another file");
        }
    }

    public static void CheckNotGeneric(INamedTypeSymbol type, string what, ProblemList problems)
    {
        for (var current = type; current != null; current = current.ContainingType)
        {
            if (current.TypeParameters.IsEmpty)
                continue;
            var advice = ReferenceEquals(current, type) ? "remove its type parameters" : $"move it out of '{current.Name}'";
            problems.AddOnName(ProblemKind.Generic, type, type.Name, what, advice);
            return;
        }
    }
}
