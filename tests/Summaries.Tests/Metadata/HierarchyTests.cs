// Our type hierarchy and dispatch against those of the runtime.
using System.Reflection;
using System.Reflection.Metadata.Ecma335;
using MemallocKit.Summaries.Metadata;
using MemallocKit.Summaries.Tests.Harness;

namespace MemallocKit.Summaries.Tests.Metadata;

public class HierarchyTests
{
    private static readonly Type[] s_types =
    [
        .. new[] { typeof(object), typeof(Uri), typeof(Stack<>), typeof(System.Collections.Immutable.ImmutableArray), typeof(System.Text.Json.JsonDocument) }
            .SelectMany(t => t.Assembly.GetExportedTypes())
            .Where(t => !t.ContainsGenericParameters && !t.IsByRefLike),
        typeof(Dictionary<string, int>), typeof(List<string>), typeof(SortedSet<long>), typeof(ReadOnlyMemory<byte>), typeof(KeyValuePair<int, string>),
        typeof(System.Collections.Immutable.ImmutableList<string>), typeof(System.Collections.Concurrent.ConcurrentDictionary<int, object>),
    ];

    [Fact]
    public void Interface_calls_run_what_the_runtime_says()
    {
        var (failures, count) = Analysis.Run((set, _) =>
        {
            var failures = new List<string>();
            var count = 0;
            foreach (var type in s_types.Where(t => !t.IsInterface && !t.IsAbstract))
            {
                foreach (var contract in type.GetInterfaces().Where(i => i.IsVisible))
                {
                    var map = type.GetInterfaceMap(contract);
                    for (var i = 0; i < map.InterfaceMethods.Length; i++)
                    {
                        var expected = map.TargetMethods[i];
                        if (expected is null)
                        {
                            continue;
                        }

                        var found = set.Dispatch.Find(Sig(set, type), Model(set, map.InterfaceMethods[i]), Sig(set, contract));
                        count++;
                        if (found?.Method != Model(set, expected))
                        {
                            failures.Add($"{type}: {map.InterfaceMethods[i]} of {contract} runs {expected.DeclaringType} {expected}, found {found?.Method}");
                        }
                    }
                }
            }

            return (failures, count);
        });

        Assert.True(failures.Count == 0, string.Join("\n", failures.Take(20)));
        Assert.True(count > 5000, $"only {count} calls were compared");
    }

    [Fact]
    public void Virtual_calls_run_what_the_runtime_says()
    {
        var (failures, count) = Analysis.Run((set, _) =>
        {
            var failures = new List<string>();
            var count = 0;
            foreach (var type in s_types.Where(t => t is { IsInterface: false, IsAbstract: false, IsArray: false }))
            {
                foreach (var method in type.GetMethods(BindingFlags.Instance | BindingFlags.Public).Where(m => m.IsVirtual))
                {
                    var declaration = method.GetBaseDefinition();
                    var found = set.Dispatch.Find(Sig(set, type), Model(set, declaration), Sig(set, declaration.DeclaringType!));
                    count++;
                    if (found?.Method != Model(set, method))
                    {
                        failures.Add($"{type}: {declaration.DeclaringType} {declaration} runs {method.DeclaringType}, found {found?.Method}");
                    }
                }
            }

            return (failures, count);
        });

        Assert.True(failures.Count == 0, string.Join("\n", failures.Take(20)));
        Assert.True(count > 5000, $"only {count} calls were compared");
    }

    [Fact]
    public void Casts_that_are_decided_are_decided_as_the_runtime_does()
    {
        var random = new Random(1);
        var pairs = Enumerable.Range(0, 20_000).Select(_ => (From: s_types[random.Next(s_types.Length)], To: s_types[random.Next(s_types.Length)]))
            .Concat(s_types.SelectMany(t => t.GetInterfaces().Concat(Bases(t)).Select(b => (From: t, To: b))))
            .Concat(s_types.SelectMany(t => Bases(t).Select(b => (From: b, To: t))))
            .Where(p => p.From != p.To && p.To.IsVisible)
            .ToArray();
        var (failures, decided) = Analysis.Run((set, _) =>
        {
            var failures = new List<string>();
            var decided = 0;
            foreach (var (from, to) in pairs)
            {
                foreach (var exact in new[] { true, false })
                {
                    var answer = set.Hierarchy.IsAssignable(Sig(set, from), Sig(set, to), exact);
                    decided += answer is null ? 0 : 1;

                    // Of a type that is not exact, no is an answer only if nothing derived could be the other either.
                    var truth = to.IsAssignableFrom(from);
                    if (answer is { } said && (said != truth && (said || exact || from.IsSealed) || (!said && !exact && from.IsAssignableFrom(to))))
                    {
                        failures.Add($"{from} to {to}, exact {exact}: said {said}");
                    }
                }
            }

            return (failures, decided);
        });

        Assert.True(failures.Count == 0, string.Join("\n", failures.Take(20)));
        Assert.True(decided > pairs.Length, $"only {decided} of {2 * pairs.Length} were decided");
    }

    private static IEnumerable<Type> Bases(Type type)
    {
        for (var next = type.BaseType; next is not null; next = next.BaseType)
        {
            yield return next;
        }
    }

    private static TypeSig Sig(AssemblySet set, Type type)
    {
        if (type.IsArray)
        {
            return set.Types.Vector(Sig(set, type.GetElementType()!));
        }

        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        var model = set.Find(definition.Assembly.GetName().Name!)!.Type(MetadataTokens.TypeDefinitionHandle(definition.MetadataToken & 0xFFFFFF));
        return set.Types.Named(model, [.. type.GetGenericArguments().Select(a => Sig(set, a))]);
    }

    private static MethodModel Model(AssemblySet set, MethodInfo method) =>
        set.Find(method.Module.Assembly.GetName().Name!)!.Method(MetadataTokens.MethodDefinitionHandle(method.MetadataToken & 0xFFFFFF));
}
