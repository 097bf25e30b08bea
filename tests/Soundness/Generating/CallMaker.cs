// Decides what a member is called with.
using System.Reflection;

namespace MemallocKit.Soundness.Generating;

internal sealed class CallMaker(Forbidden forbidden, Values values)
{
    private const int DeepestOnStack = 2;

    /// <summary>Binds type arguments and finds something for every argument; null where that is not possible.</summary>
    public Call? Plan(MethodBase definition, Random random)
    {
        if (Instantiation.Close(definition, random) is not { } method)
        {
            return null;
        }

        var slots = new List<Type>();
        var defaults = new List<object?>();
        Recipe? receiver = null;
        if (method is MethodInfo { IsStatic: false } && (receiver = RecipeFor(method.DeclaringType!, slots, defaults, random, 0)) is null)
        {
            return null;
        }

        var parameters = method.GetParameters();
        var leavesOut = Array.Exists(parameters, p => p.HasDefaultValue) && random.Next(2) == 0;
        var arguments = new Recipe[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            var type = parameters[i].ParameterType;
            type = type.IsByRef ? type.GetElementType()! : type;
            if (RecipeFor(type, slots, defaults, random, 0) is not { } recipe)
            {
                return null;
            }

            arguments[i] = recipe;
            if (leavesOut && parameters[i].HasDefaultValue)
            {
                if (recipe is not SlotRecipe slot)
                {
                    return null;
                }

                defaults[slot.Slot] = parameters[i];
            }
        }

        return new Call(method, receiver, arguments, [.. slots], [.. defaults], leavesOut);
    }

    /// <summary>Makes the values of the slots; null where one cannot be made. The same seed gives the same values, new ones.</summary>
    public object?[]? Fill(Call call, int seed)
    {
        var random = new Random(seed);
        var filled = new object?[call.Slots.Length];
        for (var i = 0; i < filled.Length; i++)
        {
            if (!values.TryMake(call.Slots[i], random, out filled[i]))
            {
                return null;
            }

            if (call.Defaults[i] is ParameterInfo parameter)
            {
                filled[i] = Default(parameter, call.Slots[i]);
            }
        }

        return filled;
    }

    private static object? Default(ParameterInfo parameter, Type type)
    {
        var value = parameter.DefaultValue;
        return value is not null && type.IsEnum ? Enum.ToObject(type, value)
            : value is null or DBNull or Missing && type.IsValueType && Nullable.GetUnderlyingType(type) is null
                ? System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type)
            : value is DBNull or Missing ? null : value;
    }

    private Recipe? RecipeFor(Type type, List<Type> slots, List<object?> defaults, Random random, int depth)
    {
        if (!type.IsByRefLike)
        {
            slots.Add(type);
            defaults.Add(null);
            return new SlotRecipe(type, slots.Count - 1);
        }

        if (depth > DeepestOnStack || forbidden.Forbids(type))
        {
            return null;
        }

        var constructors = Constructors(type);
        for (var i = 0; i < constructors.Length; i++)
        {
            var constructor = constructors[(i + random.Next(constructors.Length)) % constructors.Length];
            var arguments = new List<Recipe>();
            foreach (var parameter in constructor.GetParameters())
            {
                if (RecipeFor(parameter.ParameterType, slots, defaults, random, depth + 1) is not { } argument)
                {
                    break;
                }

                arguments.Add(argument);
            }

            if (arguments.Count == constructor.GetParameters().Length)
            {
                return new StackRecipe(type, constructor, [.. arguments]);
            }
        }

        return null;
    }

    // Spans over whole arrays: an offset that is made up would mostly be refused.
    private ConstructorInfo[] Constructors(Type type)
    {
        var definition = type.IsConstructedGenericType ? type.GetGenericTypeDefinition() : type;
        if (definition == typeof(Span<>) || definition == typeof(ReadOnlySpan<>))
        {
            return [type.GetConstructor([type.GetGenericArguments()[0].MakeArrayType()])!];
        }

        return [.. type.GetConstructors().Where(c => !forbidden.Forbids(c)
            && !Array.Exists(c.GetParameters(), p => p.ParameterType.IsByRef || p.ParameterType.IsPointer))];
    }
}
