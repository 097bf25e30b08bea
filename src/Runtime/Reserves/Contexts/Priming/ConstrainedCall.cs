// Which method a call through a type parameter reaches once the type is known.
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace MemallocKit.Reserves.Priming;

/// <summary>Calls of interface members on a struct, as generic code makes them, go to the struct's own method.</summary>
internal static class ConstrainedCall
{
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "The code that is read calls the method.")]
    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = "The code that is read calls the method.")]
    [UnconditionalSuppressMessage("Trimming", "IL2060", Justification = "The code that is read calls the method with these types.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Only where code is compiled at run time.")]
    public static MethodBase TargetOf(Type type, MethodBase callee)
    {
        if (callee is not MethodInfo method || callee.DeclaringType is not { } declaring || (!type.IsValueType && !callee.IsStatic))
            return callee;
        if (!declaring.IsInterface)
        {
            return type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                .FirstOrDefault(candidate => candidate.IsVirtual && candidate.GetBaseDefinition() == method.GetBaseDefinition()) ?? callee;
        }

        if (!declaring.IsAssignableFrom(type))
            return callee;
        var definition = method.IsGenericMethod ? method.GetGenericMethodDefinition() : method;
        var map = type.GetInterfaceMap(declaring);
        var index = Array.IndexOf(map.InterfaceMethods, definition);
        if (index < 0 || map.TargetMethods[index] is not { } target)
            return callee;
        return target.IsGenericMethodDefinition ? target.MakeGenericMethod(method.GetGenericArguments()) : target;
    }
}
