// Type arguments for generic types and methods.
using System.Reflection;

namespace MemallocKit.Soundness.Generating;

internal static class Instantiation
{
    private const int Attempts = 24;

    private static readonly Type[] s_arguments =
    [
        typeof(int), typeof(string), typeof(byte), typeof(long), typeof(double), typeof(char), typeof(object), typeof(Guid), typeof(DayOfWeek),
        typeof(float), typeof(short), typeof(ulong), typeof(bool), typeof(decimal),
    ];

    /// <summary>The method with type arguments that fulfil its constraints; null where none were found.</summary>
    public static MethodBase? Close(MethodBase method, Random random)
    {
        var type = method.DeclaringType!;
        if (type.ContainsGenericParameters)
        {
            var closed = Try(type.GetGenericArguments(), type.MakeGenericType, random);
            if (closed is null)
            {
                return null;
            }

            method = MethodBase.GetMethodFromHandle(method.MethodHandle, closed.TypeHandle)!;
        }

        return method is MethodInfo { IsGenericMethodDefinition: true } generic
            ? Try(generic.GetGenericArguments(), generic.MakeGenericMethod, random)
            : method;
    }

    private static T? Try<T>(Type[] parameters, Func<Type[], T> make, Random random)
        where T : class
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var arguments = Array.ConvertAll(parameters, p => Choose(p, random));
            try
            {
                return make(arguments);
            }
            catch (Exception e) when (e is ArgumentException or TypeLoadException)
            {
                // A constraint; others may fulfil it.
            }
        }

        return null;
    }

    private static Type Choose(Type parameter, Random random)
    {
        foreach (var constraint in parameter.GetGenericParameterConstraints())
        {
            if (constraint == typeof(Enum))
            {
                return typeof(DayOfWeek);
            }

            if (constraint == typeof(Delegate) || constraint == typeof(MulticastDelegate))
            {
                return typeof(Action);
            }

            if (constraint is { IsClass: true, ContainsGenericParameters: false } && constraint != typeof(ValueType) && constraint != typeof(object))
            {
                return constraint;
            }
        }

        return s_arguments[random.Next(s_arguments.Length)];
    }
}
