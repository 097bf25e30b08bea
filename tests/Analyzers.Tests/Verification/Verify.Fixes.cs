// Runs a fix on a source with markup: on each report, and on all at once in a file, a project and a solution.
extern alias generators;
using System.Collections.Immutable;
using generators::MemallocKit.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace MemallocKit.Analyzers.Tests.Verification;

internal static partial class Verify
{
    /// <summary>Applying the fix to each report, and to all at once, gives <paramref name="fixedSource"/>, which compiles, and in which the rules report its markup only.</summary>
    public static Task Fix<TFix>(string source, string fixedSource)
        where TFix : CodeFixProvider, new() => Run(new FixTest<TFix> { TestCode = source, FixedCode = fixedSource });

    /// <summary>As <see cref="Fix{TFix}(string, string)"/>, where fixing all at once gives something else than one after the other.</summary>
    public static Task Fix<TFix>(string source, string fixedAtOnce, string fixedSource)
        where TFix : CodeFixProvider, new()
    {
        var test = new FixTest<TFix> { TestCode = source, FixedCode = fixedSource };
        test.BatchFixedState.Sources.Add(("Preamble.cs", Preamble));
        test.BatchFixedCode = fixedAtOnce;
        return Run(test);
    }

    /// <summary>As <see cref="Fix{TFix}(string, string)"/>, for a program with top-level statements.</summary>
    public static Task FixProgram<TFix>(string source, string fixedSource)
        where TFix : CodeFixProvider, new()
    {
        var test = new FixTest<TFix> { TestCode = source, FixedCode = fixedSource };
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        return Run(test);
    }

    /// <summary>As <see cref="Fix{TFix}(string, string)"/>, with declarations that the generators complete, and all rules.</summary>
    public static Task FixDeclared<TFix>(string source, string fixedSource, OutputKind output = OutputKind.DynamicallyLinkedLibrary)
        where TFix : CodeFixProvider, new()
    {
        var test = new FixTest<TFix>(generates: true) { TestCode = source, FixedCode = fixedSource };
        test.TestState.OutputKind = output;
        return Run(test);
    }

    /// <summary>As <see cref="Fix{TFix}(string, string)"/>, with calls that are not known and calls without contract reported too.</summary>
    public static Task FixCalls<TFix>(string source, string fixedSource)
        where TFix : CodeFixProvider, new() => Run(new FixTest<TFix>(disabled: []) { TestCode = source, FixedCode = fixedSource });

    /// <summary>As <see cref="FixDeclared"/>, for several files: of a project, or, where a name begins with that of another one and a slash, of one that it refers to. With <paramref name="calls"/> as <see cref="FixCalls"/>.</summary>
    public static Task FixFiles<TFix>((string Name, string Source)[] files, (string Name, string Source)[] fixedFiles, bool calls = false)
        where TFix : CodeFixProvider, new()
    {
        var test = new FixTest<TFix>(generates: true, calls ? [] : s_unknownCalls);
        if (calls)
        {
            // The library sees no change where Fix All changes the other project alone.
            test.CodeFixTestBehaviors |= CodeFixTestBehaviors.SkipFixAllCheck;
        }

        foreach (var (state, sources) in new[] { (test.TestState, files), (test.FixedState, fixedFiles) })
        {
            foreach (var (name, source) in sources)
            {
                var other = name.Split('/') is [var project, _] ? project : null;
                (other is null ? state.Sources : Project(state, other).Sources).Add((name, source));
            }
        }

        return Run(test);

        static ProjectState Project(SolutionState state, string name)
        {
            var project = state.AdditionalProjects[name];
            if (project.AdditionalReferences.Count == 0)
            {
                project.AdditionalReferences.AddRange(TestReferences.Framework);
                project.AdditionalReferences.Add(TestReferences.Runtime);
                project.Sources.Add(("Usings.cs", Usings));
                state.AdditionalProjectReferences.Add(name);
            }

            return project;
        }
    }

    /// <summary>The reports are there, and the fix leaves them all.</summary>
    public static Task NoFix<TFix>(string source)
        where TFix : CodeFixProvider, new() => Fix<TFix>(source, source);

    /// <summary>As <see cref="NoFix"/>, with declarations that the generators complete.</summary>
    public static Task NoFixDeclared<TFix>(string source)
        where TFix : CodeFixProvider, new() => FixDeclared<TFix>(source, source);

    private static string Usings => Preamble.Split("[MemallocContext")[0];

    private static Task Run<TFix>(FixTest<TFix> test)
        where TFix : CodeFixProvider, new() => test.RunAsync(TestContext.Current.CancellationToken);

    private sealed class FixTest<TFix> : CSharpCodeFixTest<NoRule, TFix, DefaultVerifier>
        where TFix : CodeFixProvider, new()
    {
        private readonly bool _generates;

        public FixTest(bool generates = false, string[]? disabled = null)
        {
            _generates = generates;
            DisabledDiagnostics.AddRange(disabled ?? s_unknownCalls);
            ReferenceAssemblies = NoDownload;
            TestState.AdditionalReferences.AddRange(TestReferences.Framework);
            TestState.AdditionalReferences.Add(TestReferences.Runtime);
            foreach (var state in new[] { TestState, FixedState })
            {
                state.Sources.Add(generates ? ("Usings.cs", Usings) : ("Preamble.cs", Preamble));
            }

            if (generates)
            {
                // As a reference of the projects, so that fixes see what the generators add, and see it change.
                SolutionTransforms.Add((solution, _) => solution.ProjectIds.Aggregate(solution, (changed, project) => changed.AddAnalyzerReference(project, new GeneratorReference())));
            }
        }

        protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => _generates ? Rules.All : Rules.OfScopes;

        protected override ParseOptions CreateParseOptions() => ParseOptions(base.CreateParseOptions());

        protected override CompilationOptions CreateCompilationOptions() => CompilationOptions(base.CreateCompilationOptions());
    }

    private sealed class GeneratorReference : AnalyzerReference
    {
        // The workspace looks them up by identity.
        private static readonly ImmutableArray<ISourceGenerator> s_generators = [new ReserveTreeGenerator().AsSourceGenerator(), new MemallocContextGenerator().AsSourceGenerator()];

        public override string FullPath => "";

        public override object Id { get; } = new();

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => [];

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => [];

        public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => s_generators;

        public override ImmutableArray<ISourceGenerator> GetGeneratorsForAllLanguages() => s_generators;
    }
}
