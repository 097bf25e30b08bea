// Delegates of any type that return a fixed value and allocate nothing.
using System.Reflection.Emit;

namespace MemallocKit.Soundness.Generating;

internal static class Delegates
{
    private static readonly Dictionary<Type, DynamicMethod> s_methods = [];

    /// <param name="type">The delegate's type.</param>
    /// <param name="make">Makes what it returns.</param>
    /// <returns>The delegate; null for those that return references to variables, or structs that live on the stack.</returns>
    public static Delegate? Make(Type type, Func<Type, object?> make)
    {
        if (type.GetMethod("Invoke") is not { } invoke || invoke.ReturnType.IsByRef || invoke.ReturnType.IsByRefLike
            || invoke.ReturnType.IsPointer || Array.Exists(invoke.GetParameters(), p => p.ParameterType.IsPointer))
        {
            return null;
        }

        if (!s_methods.TryGetValue(type, out var method))
        {
            method = Emit(invoke.ReturnType, [typeof(object[]), .. invoke.GetParameters().Select(p => p.ParameterType)]);
            s_methods.Add(type, method);
        }

        var returned = invoke.ReturnType;
        return method.CreateDelegate(type, new[] { returned == typeof(void) ? null : make(returned) });
    }

    private static DynamicMethod Emit(Type returned, Type[] parameters)
    {
        var method = new DynamicMethod("Constant", returned, parameters, typeof(Delegates).Module, skipVisibility: true);
        var il = method.GetILGenerator();
        if (returned != typeof(void))
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4_0);
            il.Emit(OpCodes.Ldelem_Ref);
            if (returned.IsValueType)
            {
                // An empty box of a nullable struct is null, which unboxes to none.
                il.Emit(OpCodes.Unbox_Any, returned);
            }
            else
            {
                il.Emit(OpCodes.Castclass, returned);
            }
        }

        il.Emit(OpCodes.Ret);
        return method;
    }
}
