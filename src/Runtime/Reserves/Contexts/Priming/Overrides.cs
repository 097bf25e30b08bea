// Methods that a marked virtual or interface member stands for.
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace MemallocKit.Reserves.Priming;

/// <summary>Overrides and implementations inherit the mark. They are looked for in the program's assembly, which is where the analyzers hold them to it.</summary>
internal static class Overrides
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A type that was trimmed overrides nothing.")]
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "An override of a member that is called is kept with its type.")]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "An override of a member that is called is kept with its type.")]
    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = "An override of a member that is called is kept with its type.")]
    public static IEnumerable<MethodBase> Of(IReadOnlyList<MethodInfo> marked, Assembly program)
    {
        if (marked.Count == 0)
            yield break;
        foreach (var type in TypesOf(program))
        {
            if (type.IsInterface || type.ContainsGenericParameters)
                continue;
            foreach (var method in marked)
            {
                var declaring = method.DeclaringType!;
                if (type == declaring || !declaring.IsAssignableFrom(type))
                    continue;
                var target = declaring.IsInterface
                    ? Implementation(type.GetInterfaceMap(declaring), method)
                    : Array.Find(type.GetMethods(Declared), candidate => candidate.IsVirtual && candidate.GetBaseDefinition() == method.GetBaseDefinition());
                if (target is not null)
                    yield return target;
            }
        }
    }

    private static MethodInfo? Implementation(InterfaceMapping map, MethodInfo method) =>
        Array.IndexOf(map.InterfaceMethods, method) is var index and >= 0 ? map.TargetMethods[index] : null;

    [RequiresUnreferencedCode("See its caller.")]
    private static IEnumerable<Type> TypesOf(Assembly program)
    {
        try
        {
            return program.GetTypes();
        }
        catch (ReflectionTypeLoadException e)
        {
            return e.Types.OfType<Type>();
        }
    }
}
