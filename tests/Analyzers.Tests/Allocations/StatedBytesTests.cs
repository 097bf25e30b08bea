// What messages say in bytes, held against what the code takes from the heap when it runs.
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using MemallocKit.Analyzers.Effects;
using MemallocKit.Analyzers.Tests.Emission;
using MemallocKit.Analyzers.Tests.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.Analyzers.Tests.Allocations;

public partial class StatedBytesTests(ITestOutputHelper output)
{
    // Methods that make an object of another class by a call: what the callee allocates is stated where it is written.
    private static readonly Dictionary<string, string[]> s_callees = new()
    {
        ["ClosureWithThis"] = ["Get"],
        ["DelegateOfThis"] = ["OnlyThis"],
    };

    [Theory]
    [InlineData(OptimizationLevel.Release)]
    [InlineData(OptimizationLevel.Debug)]
    public async Task Stated_bytes_equal_those_that_the_code_takes_from_the_heap(OptimizationLevel level)
    {
        var compilation = RealCode.Sample("Sizes.cs", level);
        var stated = (await ReportedAllocations.DiagnosticsOf(compilation))
            .Where(d => d.Id is not ("MKIT3010" or "MKIT3011" or "MKIT3012" or "MKIT3014"))
            .ToLookup(MethodOf, d => Stated().Match(d.GetMessage(CultureInfo.InvariantCulture)));
        // What can be unloaded is optimised from the first call on, and then some boxes are gone.
        var context = new AssemblyLoadContext("sizes");
        var type = context.LoadFromStream(new MemoryStream([.. RealCode.Emit(compilation)])).GetType("Sizes", throwOnError: true)!;
        var (wrong, compared) = (new List<string>(), 0);
        foreach (var method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
        {
            var sites = stated[method.Name].Concat(s_callees.GetValueOrDefault(method.Name, []).SelectMany(c => stated[c])).ToList();
            var taken = Measure(method);
            var sum = sites.Sum(m => m.Success ? long.Parse(m.Groups["bytes"].Value, CultureInfo.InvariantCulture) : 0);
            var isAtLeast = sites.Exists(m => m.Groups["least"].Success);
            if (sites.Count == 0 || !sites.TrueForAll(m => m.Success) || (isAtLeast ? sum > taken : sum != taken))
            {
                wrong.Add($"{method.Name}: {taken} taken, stated {string.Join(" + ", sites.Select(m => m.Success ? m.Groups["bytes"].Value : "?"))}");
            }

            compared += isAtLeast ? 0 : sites.Count;
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.InRange(compared, 80, int.MaxValue);
        output.WriteLine($"{compared} sites of known size measured");
    }

    public static TheoryData<string, int> Classes => [.. FrameworkClasses.All.Select(c => new TheoryDataRow<string, int>(c.Key, c.Value))];

    [Theory]
    [MemberData(nameof(Classes))]
    public void Objects_of_classes_of_the_framework_take_the_bytes_that_are_listed(string name, int bytes)
    {
        var found = AppDomain.CurrentDomain.GetAssemblies().Select(a => a.GetType(name)).FirstOrDefault(t => t is not null)
            ?? Type.GetType($"{name}, System.Collections", throwOnError: true)!;
        var type = found.IsGenericTypeDefinition ? found.MakeGenericType([.. found.GetGenericArguments().Select(_ => typeof(Guid))]) : found;
        RuntimeHelpers.GetUninitializedObject(type);

        var before = GC.GetAllocatedBytesForCurrentThread();
        RuntimeHelpers.GetUninitializedObject(type);

        Assert.Equal(bytes, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    // The second call takes what every later one does. Code that runs once or twice is not optimised, so nothing is elided.
    private static long Measure(MethodInfo method)
    {
        Action call = method.ReturnType == typeof(int) ? Wrap(method.CreateDelegate<Func<int>>())
            : method.ReturnType == typeof(bool) ? Wrap(method.CreateDelegate<Func<bool>>())
            : Wrap(method.CreateDelegate<Func<object>>());
        call();
        var before = GC.GetAllocatedBytesForCurrentThread();
        call();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static Action Wrap<T>(Func<T> method) => () => method();

    private static string MethodOf(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree!.GetRoot().FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<MethodDeclarationSyntax>()?.Identifier.ValueText ?? "";

    [GeneratedRegex("allocates (?<least>at least )?(?<bytes>[0-9]+) bytes")]
    private static partial Regex Stated();
}
