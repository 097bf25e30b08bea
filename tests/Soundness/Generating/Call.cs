// A member with made-up arguments, compiled.
using System.Reflection;
using System.Reflection.Emit;

namespace MemallocKit.Soundness.Generating;

/// <summary>Where the results of calls go, so that no call is dropped.</summary>
public static class Kept
{
    public static object? Result;
    public static nuint Address;
}

/// <summary>What stands for one argument.</summary>
/// <param name="Type">The type on the stack.</param>
internal abstract record Recipe(Type Type);

/// <summary>A value that is made before the call and kept in a slot.</summary>
internal sealed record SlotRecipe(Type Type, int Slot) : Recipe(Type);

/// <summary>A struct that lives on the stack only: it is constructed as part of the call.</summary>
internal sealed record StackRecipe(Type Type, ConstructorInfo Constructor, Recipe[] Arguments) : Recipe(Type);

/// <param name="Method">The closed method that is called; not virtually.</param>
/// <param name="Receiver">The receiver; null for static methods and constructors.</param>
/// <param name="Arguments">One a parameter; of <c>ref</c> parameters what the variable holds.</param>
/// <param name="Slots">The types of the values to make.</param>
/// <param name="LeavesOptionalOut">Every optional argument has its default.</param>
internal sealed record Call(MethodBase Method, Recipe? Receiver, Recipe[] Arguments, Type[] Slots, object?[] Defaults, bool LeavesOptionalOut)
{
    /// <summary>Constructors that run as part of the call.</summary>
    public IEnumerable<MethodBase> Helpers => ((Recipe?[])[Receiver, .. Arguments]).SelectMany(Constructors);

    /// <summary>The slot whose object is argument <paramref name="index"/>, counted with the receiver first; null where there is none.</summary>
    public int? SlotOf(int index)
    {
        var ordinal = index - (Method.IsStatic ? 0 : 1);
        var recipe = ordinal < 0 ? Receiver : ordinal < Arguments.Length ? Arguments[ordinal] : null;
        return recipe is SlotRecipe slot ? slot.Slot : null;
    }

    private static IEnumerable<MethodBase> Constructors(Recipe? recipe) =>
        recipe is StackRecipe stack ? stack.Arguments.SelectMany(Constructors).Prepend(stack.Constructor) : [];
}

internal static class CallEmitter
{
    private static readonly ModuleBuilder s_module = AssemblyBuilder
        .DefineDynamicAssembly(new AssemblyName("MadeUpCalls"), AssemblyBuilderAccess.Run).DefineDynamicModule("MadeUpCalls");

    private static int s_count;

    /// <summary>Compiles a method that loads the slots and makes the call. It is a method like any other: tiers hold for it.</summary>
    public static Action<object?[]> Emit(Call call)
    {
        var type = s_module.DefineType($"Call{++s_count}", TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed);
        var method = type.DefineMethod("Run", MethodAttributes.Public | MethodAttributes.Static, typeof(void), [typeof(object[])]);
        var il = method.GetILGenerator();
        if (call.Receiver is { } receiver)
        {
            Load(il, receiver);
            if (receiver.Type.IsValueType)
            {
                LoadAddressOf(il, receiver.Type);
            }
        }

        var parameters = call.Method.GetParameters();
        for (var i = 0; i < parameters.Length; i++)
        {
            Load(il, call.Arguments[i]);
            if (parameters[i].ParameterType.IsByRef)
            {
                LoadAddressOf(il, call.Arguments[i].Type);
            }
        }

        if (call.Method is ConstructorInfo constructor)
        {
            il.Emit(OpCodes.Newobj, constructor);
            Keep(il, constructor.DeclaringType!);
        }
        else
        {
            il.Emit(OpCodes.Call, (MethodInfo)call.Method);
            Keep(il, ((MethodInfo)call.Method).ReturnType);
        }

        il.Emit(OpCodes.Ret);
        return type.CreateType().GetMethod("Run")!.CreateDelegate<Action<object?[]>>();
    }

    private static void Load(ILGenerator il, Recipe recipe)
    {
        if (recipe is StackRecipe stack)
        {
            Array.ForEach(stack.Arguments, a => Load(il, a));
            il.Emit(OpCodes.Newobj, stack.Constructor);
            return;
        }

        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4, ((SlotRecipe)recipe).Slot);
        il.Emit(OpCodes.Ldelem_Ref);
        il.Emit(recipe.Type.IsValueType ? OpCodes.Unbox_Any : OpCodes.Castclass, recipe.Type);
    }

    private static void LoadAddressOf(ILGenerator il, Type type)
    {
        var local = il.DeclareLocal(type);
        il.Emit(OpCodes.Stloc, local);
        il.Emit(OpCodes.Ldloca, local);
    }

    // The address of a local that escapes keeps what computed the local.
    private static void Keep(ILGenerator il, Type type)
    {
        if (type == typeof(void))
        {
            return;
        }

        if (!type.IsValueType && !type.IsByRef && !type.IsPointer)
        {
            il.Emit(OpCodes.Stsfld, typeof(Kept).GetField(nameof(Kept.Result))!);
            return;
        }

        if (!type.IsByRef && !type.IsPointer)
        {
            LoadAddressOf(il, type);
        }

        il.Emit(OpCodes.Conv_U);
        il.Emit(OpCodes.Stsfld, typeof(Kept).GetField(nameof(Kept.Address))!);
    }
}
