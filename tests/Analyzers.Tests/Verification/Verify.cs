// Runs all rules on a source with markup: what is marked must be reported, and nothing else may be.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace MemallocKit.Analyzers.Tests.Verification;

internal static partial class Verify
{
    /// <summary>Usings and a context, as the generator would emit it, for every test source.</summary>
    public const string Preamble = """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading.Tasks;
        global using MemallocKit;

        [MemallocContext(typeof(object))]
        public readonly ref struct WriteOut
        {
            public static WriteOut Enter() => default;
            public void Dispose() { }
        }
        """;

    /// <summary>The markup of <paramref name="source"/> is all that the rules report.</summary>
    public static Task Source(string source, params DiagnosticResult[] expected) => Run(new RuleTest(), source, expected);

    /// <summary>The statements, in a method after <c>using var memalloc = WriteOut.Enter();</c>, followed by members.</summary>
    public static Task InScope(string statements, string members = "") => Source($$"""
        class C
        {
            void M(int number, string text, object any, byte[] bytes)
            {
                using var memalloc = WriteOut.Enter();
                {{statements}}
            }
            {{members}}
        }
        """);

    /// <summary>As <see cref="Source"/>, with a compiled assembly of other sources, the preamble's among them, as a reference.</summary>
    public static Task SourceWithReference(string source, string referenced) => Run(WithReference(new RuleTest(), referenced), source, []);

    /// <summary>As <see cref="SourceWithReference"/>, with calls that are not known reported too, and with summary files.</summary>
    public static Task CallsWithReference(string source, string referenced, params (string Name, string Text)[] files)
    {
        var test = WithReference(new RuleTest(disabled: []), referenced);
        test.TestState.AdditionalFiles.AddRange(files.Select(f => (f.Name, Microsoft.CodeAnalysis.Text.SourceText.From(f.Text))));
        return Run(test, source, []);
    }

    /// <summary>As <see cref="Source"/>, for top-level statements.</summary>
    public static Task Program(string source, params DiagnosticResult[] expected)
    {
        var test = new RuleTest();
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        return Run(test, source, expected);
    }

    /// <summary>As <see cref="Source"/>, in a project that sets the property <c>MemallocScope</c>.</summary>
    public static Task SourceWithScopeProperty(string value, string source)
    {
        var test = new RuleTest();
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", $"is_global = true\nbuild_property.MemallocScope = {value}\n"));
        return Run(test, source, []);
    }

    /// <summary>The source is clean where MemallocKit is not referenced.</summary>
    public static Task SourceWithoutLibrary(string source) => Run(new RuleTest(withLibrary: false), source, []);

    /// <summary>As <see cref="Source"/>, with first calls reported too.</summary>
    public static Task FirstCalls(string source, params DiagnosticResult[] expected)
    {
        var test = new RuleTest(disabled: ["MKIT3012", "MKIT3014"]);
        test.TestState.AdditionalFiles.Add(("threading.memalloc.txt", "T:System.Threading.Interlocked Never\nT:System.Threading.Volatile Never"));
        return Run(test, source, expected);
    }

    /// <summary>As <see cref="Source"/>, with calls that are not known reported too, and with summary files.</summary>
    public static Task Calls(string source, params (string Name, string Text)[] files) => Calls(source, [], files);

    public static Task Calls(string source, DiagnosticResult[] expected, params (string Name, string Text)[] files)
    {
        var test = new RuleTest(disabled: []);
        foreach (var (name, text) in files)
        {
            test.TestState.AdditionalFiles.Add((name, text));
        }

        return Run(test, source, expected);
    }

    /// <summary>As <see cref="Calls(string, ValueTuple{string, string}[])"/>, against all of the framework.</summary>
    public static Task Primed(string source)
    {
        var test = new RuleTest(disabled: []);
        test.TestState.AdditionalReferences.AddRange(TestReferences.All.Except(TestReferences.Framework));
        return Run(test, source, []);
    }

    /// <summary>One diagnostic by its message.</summary>
    public static DiagnosticResult Message(string id, int markup, string message) =>
        new DiagnosticResult(Rules.Descriptors.Single(d => d.Id == id)).WithLocation(markup).WithMessage(message);

    // Tests of other rules call whatever they like.
    private static readonly string[] s_unknownCalls = ["MKIT3012", "MKIT3013", "MKIT3014"];

    private static RuleTest WithReference(RuleTest test, string referenced)
    {
        var options = (CSharpParseOptions)ParseOptions(new CSharpParseOptions());
        var library = CSharpCompilation.Create(
            "Library",
            [CSharpSyntaxTree.ParseText(Preamble, options), CSharpSyntaxTree.ParseText(referenced, options)],
            [.. TestReferences.Framework, TestReferences.Runtime],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var image = new MemoryStream();
        var emitted = library.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        test.TestState.Sources.Clear();
        test.TestState.Sources.Add(("Usings.cs", Preamble.Split("[MemallocContext")[0]));
        test.TestState.AdditionalReferences.Add(MetadataReference.CreateFromImage(image.ToArray()));
        return test;
    }

    private static Task Run(RuleTest test, string source, DiagnosticResult[] expected)
    {
        test.TestCode = source;
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    // The empty set: the framework comes with the references, and none is fetched.
    private static ReferenceAssemblies NoDownload { get; } = new("net10.0");

    private static ParseOptions ParseOptions(ParseOptions options) =>
        ((CSharpParseOptions)options).WithLanguageVersion(LanguageVersion.CSharp14);

    private static CompilationOptions CompilationOptions(CompilationOptions options) =>
        ((CSharpCompilationOptions)options).WithAllowUnsafe(true).WithNullableContextOptions(NullableContextOptions.Disable);

    private sealed class RuleTest : CSharpAnalyzerTest<NoRule, DefaultVerifier>
    {
        public RuleTest(bool withLibrary = true, string[]? disabled = null)
        {
            DisabledDiagnostics.AddRange(disabled ?? s_unknownCalls);
            ReferenceAssemblies = NoDownload;
            TestState.AdditionalReferences.AddRange(TestReferences.Framework);
            if (withLibrary)
            {
                TestState.AdditionalReferences.Add(TestReferences.Runtime);
                TestState.Sources.Add(("Preamble.cs", Preamble));
            }
        }

        protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => Rules.OfScopes;

        protected override ParseOptions CreateParseOptions() => ParseOptions(base.CreateParseOptions());

        protected override CompilationOptions CreateCompilationOptions() => CompilationOptions(base.CreateCompilationOptions());
    }

    /// <summary>Fills the type parameter that the testing library insists on.</summary>
#pragma warning disable RS1001 // Never loaded by the compiler.
    private sealed class NoRule : DiagnosticAnalyzer
#pragma warning restore RS1001
    {
        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        }
    }
}
