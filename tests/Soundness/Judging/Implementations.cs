// Which method an object runs when a virtual method is called on it.
using System.Reflection;
using MemallocKit.Soundness.Generating;

namespace MemallocKit.Soundness.Judging;

internal static class Implementations
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    /// <summary>The method of <paramref name="type"/> that answers calls of the method <paramref name="id"/>; null where reflection cannot tell.</summary>
    public static MethodInfo? Find(Type type, string id)
    {
        foreach (var contract in type.GetInterfaces())
        {
            if (type.IsArray || contract.GetMethods().FirstOrDefault(m => HasId(m, id)) is not { } declared)
            {
                continue;
            }

            var map = type.GetInterfaceMap(contract);
            return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, declared)];
        }

        for (var at = type; at is not null; at = at.BaseType)
        {
            if (at.GetMethods(All | BindingFlags.DeclaredOnly).FirstOrDefault(m => HasId(m, id)) is { } declared)
            {
                return declared.IsVirtual ? Override(type, declared) : declared;
            }
        }

        return null;
    }

    private static MethodInfo Override(Type type, MethodInfo declared)
    {
        var root = declared.GetBaseDefinition();
        for (var at = type; at is not null && at != declared.DeclaringType; at = at.BaseType)
        {
            if (at.GetMethods(All | BindingFlags.DeclaredOnly).FirstOrDefault(m => m.IsVirtual && m.GetBaseDefinition() == root) is { } found)
            {
                return found;
            }
        }

        return declared;
    }

    private static bool HasId(MethodInfo method, string id)
    {
        var parameters = id.IndexOf('(', StringComparison.Ordinal);
        var name = parameters < 0 ? id : id[..parameters];
        return name.Contains($".{method.Name.Replace('.', '#')}", StringComparison.Ordinal) && ReflectionId.Of(method) == id;
    }
}
