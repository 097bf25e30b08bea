// The members of the shared framework that are called.
using System.Reflection;

namespace MemallocKit.Soundness.Generating;

/// <param name="Id">The documentation id.</param>
/// <param name="Module">The simple name of the assembly.</param>
/// <param name="Token">The metadata token: with the assembly it finds the method again in another process.</param>
internal readonly record struct Member(string Id, string Module, int Token)
{
    public MethodBase Resolve() => Assembly.Load(Module).ManifestModule.ResolveMethod(Token)!;
}

internal static class Catalogue
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    // Where a number of native size is a number.
    private static readonly string[] s_numeric =
    [
        "System", "System.Numerics", "System.Threading", "System.Buffers.Binary", "System.Runtime.Intrinsics", "System.Text",
    ];

    public static string FrameworkFolder => Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    /// <summary>Public methods, accessors and operators that have a body, and constructors of structs, in the order of their ids.</summary>
    public static List<Member> Read(Forbidden forbidden)
    {
        var members = new SortedDictionary<string, Member>(StringComparer.Ordinal);
        foreach (var assembly in Assemblies())
        {
            foreach (var type in assembly.GetTypes())
            {
                if (!type.IsVisible || type.IsInterface || forbidden.Forbids(type))
                {
                    continue;
                }

                IEnumerable<MethodBase> methods = type.GetMethods(Declared);
                if (type.IsValueType)
                {
                    methods = methods.Concat(type.GetConstructors(Declared & ~BindingFlags.Static));
                }

                foreach (var method in methods)
                {
                    if (!method.IsAbstract && CanBeCalled(method) && !TakesHandle(method) && !forbidden.Forbids(method))
                    {
                        var id = ReflectionId.Of(method);
                        members.TryAdd(id, new Member(id, assembly.GetName().Name!, method.MetadataToken));
                    }
                }
            }
        }

        return [.. members.Values];
    }

    /// <summary>Whether it takes a number that stands for something of the system, which a number that is made up does not.</summary>
    public static bool TakesHandle(MethodBase method) =>
        Array.Exists(method.GetParameters(), p => p.ParameterType == typeof(nint) || p.ParameterType == typeof(nint).MakeByRefType())
        && Array.IndexOf(s_numeric, method.DeclaringType!.Namespace) < 0;

    // A pointer that is made up points anywhere.
    private static bool CanBeCalled(MethodBase method) =>
        (method.CallingConvention & CallingConventions.VarArgs) == 0
        && !Array.Exists(method.GetParameters(), p => HasPointer(p.ParameterType))
        && method is not MethodInfo { ReturnType.IsFunctionPointer: true };

    private static bool HasPointer(Type type) =>
        type.IsPointer || type.IsFunctionPointer || (type.HasElementType && HasPointer(type.GetElementType()!));

    private static IEnumerable<Assembly> Assemblies()
    {
        foreach (var path in Directory.GetFiles(FrameworkFolder, "*.dll").Order(StringComparer.Ordinal))
        {
            Assembly assembly;
            try
            {
                assembly = Assembly.Load(AssemblyName.GetAssemblyName(path));
            }
            catch (BadImageFormatException)
            {
                // A native library.
                continue;
            }

            yield return assembly;
        }
    }
}
