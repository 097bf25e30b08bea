// Boxing in IL: the instruction, and calls that box their receiver.
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemallocKit.Analyzers.Tests.Emission;

internal static class IlBoxes
{
    /// <summary>False for boxes that are none: of a class, or of a type parameter only to branch on null or a type, which every tier of the JIT folds.</summary>
    public static bool Allocates(Instruction box) => !IsReference((TypeReference)box.Operand) && !IsTest(box) && !IsReceiverOfDelegate(box);

    /// <summary>A call of a method of the base class on a struct that does not override it, or of GetType, which cannot be overridden.</summary>
    public static bool BoxesReceiver(Instruction call) =>
        call.Previous is { OpCode.Code: Code.Constrained, Operand: TypeReference receiver }
        && (MethodReference)call.Operand is { DeclaringType.FullName: "System.Object" or "System.ValueType" or "System.Enum" } method
        && (method.Name == "GetType" ? !IsReference(receiver) : !receiver.IsGenericParameter && receiver.Resolve() is { IsValueType: true } type
            && !type.Methods.Any(m => m.Name == method.Name && m.IsVirtual && m.Parameters.Count == method.Parameters.Count));

    private static bool IsReference(TypeReference type) => type is GenericParameter parameter
        ? parameter.HasReferenceTypeConstraint || parameter.Constraints.Any(c => c.ConstraintType.Resolve() is { IsInterface: false, FullName: not ("System.ValueType" or "System.Enum") })
        : type.Resolve() is { IsValueType: false };

    // Folded by every tier of the JIT: a branch on `box T`, and a type test of it. A comparison whose result is kept is not.
    private static bool IsTest(Instruction box) => box.Operand is GenericParameter && (IsBranch(box.Next) || box.Next.OpCode.Code switch
    {
        Code.Isinst => true,
        Code.Ldnull => IsKeptForBranch(box.Next.Next.Next),
        _ => false,
    });

    private static bool IsBranch(Instruction at) => at.OpCode.FlowControl == FlowControl.Cond_Branch;

    // Unoptimised code puts a condition into a local before it branches; that counts as the branch that it is meant to be.
    private static bool IsKeptForBranch(Instruction at)
    {
        while (at.OpCode.Code is Code.Ldc_I4_0 or Code.Ceq)
        {
            at = at.Next;
        }

        return IsBranch(at)
            || (at.OpCode.Name.StartsWith("stloc", StringComparison.Ordinal)
                && at.Next.OpCode.Name == at.OpCode.Name.Replace("stloc", "ldloc", StringComparison.Ordinal) && at.Next.Next is { } next && IsBranch(next)
                && next.OpCode.Code is Code.Brfalse or Code.Brfalse_S or Code.Brtrue or Code.Brtrue_S);
    }

    // Reported with the delegate, as one.
    private static bool IsReceiverOfDelegate(Instruction box) => box.Next.OpCode.Code == Code.Ldftn
        || box.Next is { OpCode.Code: Code.Dup, Next.OpCode.Code: Code.Ldvirtftn };
}
