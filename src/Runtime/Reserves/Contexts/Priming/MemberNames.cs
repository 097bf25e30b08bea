// How reports name members.
using System.Reflection;

namespace MemallocKit.Reserves.Priming;

/// <summary>Names as their user wrote them: dots for nested types, no number of type parameters.</summary>
internal static class MemberNames
{
    public static string Of(Type type)
    {
        var name = type.Name.Split('`')[0];
        if (type.IsGenericType && type.GetGenericArguments() is var arguments && arguments.Length > (type.DeclaringType?.GetGenericArguments().Length ?? 0))
            name += $"<{string.Join(", ", arguments.Select(static argument => argument.Name))}>";
        if (type.DeclaringType is { } outer)
            return $"{Of(outer)}.{name}";
        return string.IsNullOrEmpty(type.Namespace) ? name : $"{type.Namespace}.{name}";
    }

    public static string Of(MethodBase method)
    {
        var name = method.IsConstructor ? method.DeclaringType!.Name.Split('`')[0] : method.Name;
        if (method.IsGenericMethod)
            name += $"<{string.Join(", ", method.GetGenericArguments().Select(static argument => argument.Name))}>";
        return method.DeclaringType is { } type ? $"{Of(type)}.{name}" : name;
    }
}
