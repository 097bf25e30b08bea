// Values that the type itself offers: static members, constructors, factory methods, derived types.
using System.Reflection;

namespace MemallocKit.Soundness.Generating;

internal sealed partial class Values
{
    private const int Candidates = 12;

    private readonly Dictionary<Type, MemberInfo[]> _sources = [];
    private readonly Dictionary<Type, Type[]> _derived = [];

    private bool TrySearch(Type type, Random random, int depth, out object? value)
    {
        if (!_sources.TryGetValue(type, out var sources))
        {
            sources = [.. Sources(type)];
            _sources.Add(type, sources);
        }

        var first = sources.Length == 0 ? 0 : random.Next(sources.Length);
        for (var i = 0; i < Math.Min(sources.Length, Candidates); i++)
        {
            if (TryRun(sources[(first + i) % sources.Length], random, depth, out value) && type.IsInstanceOfType(value))
            {
                return true;
            }
        }

        var derived = Derived(type);
        for (var i = 0; i < Math.Min(derived.Length, 4); i++)
        {
            if (TryMake(derived[random.Next(derived.Length)], random, out value, depth + 1) && value is not null)
            {
                return true;
            }
        }

        value = null;
        return false;
    }

    private bool TryRun(MemberInfo source, Random random, int depth, out object? value)
    {
        value = null;
        try
        {
            if (source is FieldInfo field)
            {
                value = field.GetValue(null);
                return value is not null;
            }

            if (source is PropertyInfo property)
            {
                value = property.GetValue(null);
                return value is not null;
            }

            var method = (MethodBase)source;
            var parameters = method.GetParameters();
            var arguments = new object?[parameters.Length];
            for (var i = 0; i < arguments.Length; i++)
            {
                if (!TryMake(parameters[i].ParameterType, random, out arguments[i], depth + 1))
                {
                    return false;
                }
            }

            value = method is ConstructorInfo constructor ? constructor.Invoke(arguments) : method.Invoke(null, arguments);
            return value is not null;
        }
        catch (Exception e) when (e is TargetInvocationException or ArgumentException or NotSupportedException or InvalidOperationException
            or MemberAccessException or TypeLoadException or FileNotFoundException or FileLoadException)
        {
            // These arguments do not make one; others may.
            return false;
        }
    }

    private IEnumerable<MemberInfo> Sources(Type type)
    {
        const BindingFlags Static = BindingFlags.Public | BindingFlags.Static;
        if (type.IsInterface)
        {
            yield break;
        }

        foreach (var property in type.GetProperties(Static).Where(p => p.PropertyType == type && p.CanRead && p.GetIndexParameters().Length == 0))
        {
            if (!forbidden.Forbids(property.GetMethod!))
            {
                yield return property;
            }
        }

        foreach (var field in type.GetFields(Static).Where(f => f.FieldType == type))
        {
            yield return field;
        }

        foreach (var constructor in type.GetConstructors().Where(c => !type.IsAbstract).OrderBy(c => c.GetParameters().Length))
        {
            if (!forbidden.Forbids(constructor) && !Catalogue.TakesHandle(constructor))
            {
                yield return constructor;
            }
        }

        foreach (var method in type.GetMethods(Static).Where(m => m.ReturnType == type && !m.IsGenericMethod && !m.IsSpecialName))
        {
            if (!forbidden.Forbids(method) && !Catalogue.TakesHandle(method))
            {
                yield return method;
            }
        }
    }

    private Type[] Derived(Type type)
    {
        if (type.IsSealed || type == typeof(object))
        {
            return [];
        }

        if (!_derived.TryGetValue(type, out var derived))
        {
            // A type's own assembly and the core library hold most of those that derive from it.
            derived =
            [
                .. new[] { type.Assembly, typeof(object).Assembly }.Distinct().SelectMany(a => a.GetExportedTypes())
                    .Where(t => t is { IsAbstract: false, IsInterface: false, ContainsGenericParameters: false } && type.IsAssignableFrom(t) && t != type)
                    .OrderBy(t => t.FullName, StringComparer.Ordinal),
            ];
            _derived.Add(type, derived);
        }

        return derived;
    }
}
