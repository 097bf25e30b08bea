// What a method's code leads to: calls, functions it makes delegates of, types whose static fields it uses.
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Emit;

namespace MemallocKit.Reserves.Priming;

/// <summary>Reads the IL of one method. Only where code is compiled at run time, which is where its IL is there.</summary>
internal static class CalledCode
{
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "IL that was trimmed is not run either.")]
    public static void Follow(MethodBase method, Type[] typeArguments, Type[] methodArguments, PrimedCode code)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } il)
            return;
        var delegates = new CachedDelegates();
        Type? constraint = null;
        var reader = new IlReader(il);
        while (reader.TryRead(out var instruction, out var token))
        {
            MemberInfo? member = instruction.OperandType switch
            {
                OperandType.InlineMethod => method.Module.ResolveMethod(token, typeArguments, methodArguments),
                OperandType.InlineField => method.Module.ResolveField(token, typeArguments, methodArguments),
                OperandType.InlineType when instruction == OpCodes.Constrained => method.Module.ResolveType(token, typeArguments, methodArguments),
                _ => null,
            };
            delegates.Watch(instruction, member);
            if (member is MethodBase callee)
                code.Add(constraint is null ? callee : ConstrainedCall.TargetOf(constraint, callee));
            else if (member is FieldInfo { IsStatic: true, DeclaringType: { } type })
                code.AddType(type);
            constraint = member as Type;
        }
    }
}
