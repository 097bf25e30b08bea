// Compiles the output of the generators, loads it and holds its estimates against the nodes that it builds.
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Generators.Tests;

internal static class CompiledCase
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    // Of test sources: no documentation, fields that nothing sets.
    private static readonly string[] s_allowedInSources = ["CS1591", "CS0649", "CS0169"];

    /// <summary>Asserts that there are no errors, and no warnings but those that a test source may have.</summary>
    public static void AssertCompiles(Compilation output)
    {
        var complaints = output.GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Where(diagnostic => IsGenerated(diagnostic) || !s_allowedInSources.Contains(diagnostic.Id))
            .ToList();
        Assert.True(complaints.Count == 0, string.Join("\n", complaints));
    }

    public static Assembly Load(Compilation output, params Assembly[] references)
    {
        using var image = new MemoryStream();
        var emitted = output.Emit(image);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        image.Position = 0;
        var context = new AssemblyLoadContext(null);
        context.Resolving += (_, name) => references.FirstOrDefault(reference => reference.GetName().Name == name.Name);
        return context.LoadFromStream(image);
    }

    /// <summary>Builds every tree in the assembly, and compares the pages of each node with its estimate.</summary>
    public static void AssertEstimates(Assembly assembly)
    {
        foreach (var tree in assembly.GetTypes().Where(type => type.GetCustomAttribute<ReserveTreeAttribute>() != null))
            AssertEstimates(tree, tree.GetNestedType("Estimates", Any)!);
    }

    private static void AssertEstimates(Type nodes, Type estimates)
    {
        var node = nodes.GetProperty("Node", Any) ?? nodes.GetProperty("Reserve", Any);
        Assert.Equal(PagesOf(node!), Value(estimates, "TotalPages"));
        foreach (var property in nodes.GetProperties(Any).Where(property => property.GetCustomAttribute<ReserveNodeAttribute>() != null))
            Assert.Equal(PagesOf(property), Value(estimates.GetNestedType(property.Name, Any)!, property.PropertyType == typeof(ReserveGroup) ? "TotalPages" : "Pages"));
        foreach (var nested in nodes.GetNestedTypes(Any).Where(type => type.GetCustomAttribute<ReserveNodeAttribute>() != null))
            AssertEstimates(nested, estimates.GetNestedType(nested.Name, Any)!);
    }

    private static long PagesOf(PropertyInfo property) => ((ReserveNode)property.GetValue(null)!).Pages;

    private static object? Value(Type type, string member) =>
        type.GetField(member, Any)?.GetValue(null) ?? type.GetProperty(member, Any)!.GetValue(null);

    public static bool IsGenerated(Diagnostic diagnostic) => diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true;
}
