// Delegates that the compiler makes on first use and keeps.
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace MemallocKit.Reserves.Priming;

/// <summary>
/// Lambdas without captures and static method groups are kept in fields of classes that the compiler writes: <c>ldftn</c>, <c>newobj</c>, maybe <c>dup</c>,
/// <c>stsfld</c>. Where that stands in the code, the delegate is made now: the first use would allocate it.
/// </summary>
internal struct CachedDelegates
{
    private MethodInfo? _function;
    private Type? _made;

    public void Watch(OpCode instruction, MemberInfo? member)
    {
        if (instruction == OpCodes.Ldftn)
        {
            (_function, _made) = (member as MethodInfo, null);
        }
        else if (instruction == OpCodes.Newobj && _function is not null && typeof(Delegate).IsAssignableFrom(member?.DeclaringType))
        {
            _made = member.DeclaringType;
        }
        else if (instruction != OpCodes.Dup)
        {
            if (instruction == OpCodes.Stsfld && _made is not null && member is FieldInfo field && field.FieldType == _made)
                Fill(field, _function!);
            (_function, _made) = (null, null);
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "The code that is read uses the field itself.")]
    private static void Fill(FieldInfo cache, MethodInfo function)
    {
        if (!cache.DeclaringType!.IsDefined(typeof(CompilerGeneratedAttribute)) || cache.GetValue(null) is not null)
            return;

        // Lambdas are instance methods of the class that keeps them, which has one instance.
        var target = function.IsStatic ? null : function.DeclaringType!.GetField("<>9", BindingFlags.Static | BindingFlags.Public)?.GetValue(null);
        if (function.IsStatic)
            cache.SetValue(null, Delegate.CreateDelegate(cache.FieldType, function, throwOnBindFailure: false));
        else if (target is not null)
            cache.SetValue(null, Delegate.CreateDelegate(cache.FieldType, target, function, throwOnBindFailure: false));
    }
}
