// Objects of classes: `new`, anonymous types, copies of records.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects.Families;

internal static class Objects
{
    public static void Find(IOperation operation, BodyBuilder body)
    {
        switch (operation)
        {
            case IObjectCreationOperation { Type: { TypeKind: TypeKind.Class, SpecialType: not SpecialType.System_String } type }:
                body.Allocates(
                    AllocationFamily.Object,
                    $"new {type.ShortName()}()",
                    operation.Syntax,
                    size: SizeOf(type, operation),
                    instead: $"rent it from an InstanceReserve<{type.ShortName()}>, make it a struct, or make it before the scope");
                break;
            case IAnonymousObjectCreationOperation:
                body.Allocates(
                    AllocationFamily.Object,
                    "an anonymous object",
                    operation.Syntax,
                    size: OfAnonymous(operation.Type),
                    instead: "use a tuple, or a struct");
                break;
            case IWithOperation { Type: { IsReferenceType: true } type }:
                var copied = type.IsAnonymousType ? "an anonymous object" : type.ShortName();
                body.Allocates(
                    AllocationFamily.Object,
                    $"the copy of {copied} made by 'with'",
                    operation.Syntax,
                    size: type.IsAnonymousType ? OfAnonymous(type) : type.IsSealed ? new HeapSize.OfClass(type) : null,
                    instead: "change the object itself, or make it a record struct");
                break;
            // Becomes Activator.CreateInstance<T>(); only the constraint says that T cannot be a class.
            case ITypeParameterObjectCreationOperation { Type: ITypeParameterSymbol { IsValueType: false } type }:
                body.Allocates(
                    AllocationFamily.Object,
                    $"new {type.Name}()",
                    operation.Syntax,
                    new TypeCondition(type, Structs: false),
                    instead: $"constrain {type.Name} to struct, or let the caller pass the object");
                break;
        }
    }

    // `new List<int> { 1 }` adds what Add allocates.
    private static HeapSize? SizeOf(ITypeSymbol type, IOperation creation) =>
        creation is IObjectCreationOperation { Initializer: { Initializers.IsEmpty: false } initializer } && initializer.Initializers.Any(i => i is not ISimpleAssignmentOperation)
            ? new HeapSize.OfClass(type) { HasMore = true }
            : new HeapSize.OfClass(type);

    private static HeapSize? OfAnonymous(ITypeSymbol? type) =>
        type is null ? null : new HeapSize.Fields([.. type.GetMembers().OfType<IPropertySymbol>().Select(p => p.Type)], 0);
}
