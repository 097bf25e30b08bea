// Operations on `dynamic`: a call site each, which is made and bound at run time.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects.Families;

internal static class Dynamics
{
    public static void Find(IOperation operation, BodyBuilder body)
    {
        if (IsBound(operation))
        {
            body.Allocates(AllocationFamily.Object, "the call site of a dynamic operation", operation.Syntax, instead: "name the type: what is dynamic is bound, and boxed, at run time");
        }
    }

    private static bool IsBound(IOperation operation) => operation switch
    {
        IDynamicInvocationOperation or IDynamicIndexerAccessOperation or IDynamicObjectCreationOperation => true,
        IDynamicMemberReferenceOperation { Parent: var parent } => parent is not IDynamicInvocationOperation call || call.Operation != operation,
        IBinaryOperation { OperatorMethod: null } binary => IsDynamic(binary.LeftOperand.Type) || IsDynamic(binary.RightOperand.Type),
        ICompoundAssignmentOperation { OperatorMethod: null } compound => IsDynamic(compound.Target.Type) || IsDynamic(compound.Value.Type),
        IUnaryOperation { OperatorMethod: null } unary => IsDynamic(unary.Operand.Type),
        IIncrementOrDecrementOperation { OperatorMethod: null } increment => IsDynamic(increment.Target.Type),
        IAwaitOperation { Operation.Type: var awaited } => IsDynamic(awaited),
        IUsingOperation { Resources: { Type: var resource } } => IsDynamic(resource),
        IUsingDeclarationOperation { DeclarationGroup.Declarations: [{ Declarators: [{ Symbol.Type: var declared }, ..] }, ..] } => IsDynamic(declared),
        IConversionOperation { Operand.Type: var from, Type: { SpecialType: not SpecialType.System_Object } to } => IsDynamic(from) && !IsDynamic(to),
        _ => false,
    };

    private static bool IsDynamic(ITypeSymbol? type) => type?.TypeKind == TypeKind.Dynamic;
}
