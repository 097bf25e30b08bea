// Boxing of the receiver: calls on a struct or enum of methods that it inherits and does not override.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects.Families;

internal static class ReceiverBoxing
{
    public static void Find(IOperation operation, BodyBuilder body)
    {
        if (operation is IInvocationOperation { Instance: { Type: { } receiver } instance, TargetMethod: var method } call
            && method.ContainingType?.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType or SpecialType.System_Enum
            && NeedsBox(receiver, instance, method))
        {
            var boxed = IsBase(instance) ? "this" : receiver.ShortName();
            body.Allocates(
                AllocationFamily.Boxing,
                $"boxing of {boxed} for {method.Name}()",
                call.Syntax,
                receiver is ITypeParameterSymbol open ? new TypeCondition(open, Structs: true) : null,
                IsBase(instance) ? null : new HeapSize.Box(receiver),
                InsteadOf(receiver, method));
        }
    }

    private static string InsteadOf(ITypeSymbol receiver, IMethodSymbol method) => (receiver.TypeKind, method.Name) switch
    {
        (_, nameof(GetType)) => $"write typeof({receiver.ShortName()})",
        (_, nameof(Enum.HasFlag)) => "compare with &",
        (TypeKind.Enum, nameof(ToString)) => "choose the name by a switch",
        (TypeKind.Enum, _) => "compare the values as numbers",
        _ => $"override {method.Name} in {receiver.ShortName()}",
    };

    private static bool NeedsBox(ITypeSymbol receiver, IOperation instance, IMethodSymbol method) => receiver switch
    {
        // Whether the type argument overrides the method is not known here; GetType() boxes whatever it is.
        ITypeParameterSymbol parameter => !parameter.IsReferenceType && (method.Name == "GetType" || parameter.IsValueType),
        { IsValueType: true } => true,
        _ => IsBase(instance),
    };

    // `base.ToString()` in a struct: the type of the receiver is the class ValueType.
    private static bool IsBase(IOperation instance) =>
        instance is IInstanceReferenceOperation { Type.SpecialType: SpecialType.System_ValueType };
}
