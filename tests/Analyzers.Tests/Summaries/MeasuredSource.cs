// The measured calls as the compiler sees them: which members each method calls.
using System.Collections.Immutable;
using System.Reflection;
using MemallocKit.Analyzers.Effects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemallocKit.Analyzers.Tests.Summaries;

internal sealed class MeasuredSource
{
    private static readonly CSharpParseOptions s_options = new(LanguageVersion.CSharp14);

    private readonly CSharpCompilation _compilation = CSharpCompilation.Create(
        typeof(MeasuredSource).Assembly.GetName().Name,
        new[] { "MemoryCalls.cs", "SystemCalls.cs", "SharedCalls.cs", "AssertCalls.cs", "MemallocKitCalls.cs", "CallData.cs" }.Select(n => CSharpSyntaxTree.ParseText(Read(n), s_options, n))
            .Append(CSharpSyntaxTree.ParseText(ImplicitUsings, s_options)),
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => !Path.GetFileName(p).EndsWith("Tests.dll", StringComparison.Ordinal)).Select(p => MetadataReference.CreateFromFile(p)),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));

    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        """;

    public static MeasuredSource Instance { get; } = new();

    /// <summary>The methods of one of the classes, by the delegates to run them.</summary>
    public static Dictionary<string, Action> MethodsOf(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).ToDictionary(m => m.Name, m => m.CreateDelegate<Action>());

    /// <summary>What the engine finds in a method, each as a sentence.</summary>
    public ImmutableArray<string> FindingsIn(Type type, string method)
    {
        var effects = MemallocCompilation.For(_compilation)!.Effects;
        return [.. effects.BodyOf(Find(type, method)).Calls.SelectMany(c => effects.Judge(c, Find(type, method))).Where(v => v.Rung > Rung.FirstCallOnly).Select(v => v.Finding.What)];
    }

    /// <summary>The ids of the members that a method calls, and of what it calls on the objects of static properties.</summary>
    public ImmutableArray<string> CalledBy(Type type, string method) =>
        [.. MemallocCompilation.For(_compilation)!.Effects.BodyOf(Find(type, method)).Calls.Select(c => c.Callee.GetDocumentationCommentId()!
            + (c.Receiver is { Kind: PassedKind.Shared, Symbol: var property } ? $"@{property!.GetDocumentationCommentId()}" : ""))];

    /// <summary>The source compiles; else symbols would be missing silently.</summary>
    public IEnumerable<Diagnostic> Errors => _compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error);

    private IMethodSymbol Find(Type type, string method) =>
        _compilation.GetTypeByMetadataName(type.FullName!)!.GetMembers(method).OfType<IMethodSymbol>().Single();

    private static string Read(string name) =>
        new StreamReader(typeof(MeasuredSource).Assembly.GetManifestResourceStream("Measured/" + name)!).ReadToEnd();
}
