// Runs the declaration rules on a source whose offending pieces are marked.
using MemallocKit.Analyzers.Declarations;
using MemallocKit.Analyzers.Tests.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace MemallocKit.Analyzers.Tests.Declarations;

internal static class VerifyDeclaration
{
    private const string Usings = "global using System; global using MemallocKit;";

    /// <summary>
    /// Asserts that exactly the pieces marked <c>{|#0:…|}</c>, <c>{|#1:…|}</c> … are reported, each with its message. The
    /// compiler's own errors are let be: nothing is emitted for a wrong declaration, so there always are some.
    /// </summary>
    public static Task Source(string id, string source, params string[] messages)
    {
        var test = new Test { TestCode = source };
        test.TestState.Sources.Add(("Usings.cs", Usings));
        for (var markup = 0; markup < messages.Length; markup++)
            test.ExpectedDiagnostics.Add(new DiagnosticResult(id, DiagnosticSeverity.Error).WithLocation(markup).WithMessage(messages[markup]));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>As <see cref="Source"/>, for members of a tree called <c>Reserves</c>.</summary>
    public static Task InTree(string id, string members, params string[] messages) =>
        Source(id, $"[ReserveTree] static partial class Reserves {{ {members} }}", messages);

    /// <summary>Asserts that the declaration rules report nothing.</summary>
    public static Task Silent(string source) => Source("", source);

    private sealed class Test : CSharpAnalyzerTest<DeclarationAnalyzer, DefaultVerifier>
    {
        public Test()
        {
            // The empty set: the framework comes with the references, and none is fetched.
            ReferenceAssemblies = new ReferenceAssemblies("net10.0");
            TestState.AdditionalReferences.AddRange(TestReferences.Framework);
            TestState.AdditionalReferences.Add(TestReferences.Runtime);
            CompilerDiagnostics = CompilerDiagnostics.None;
        }

        protected override ParseOptions CreateParseOptions() =>
            ((CSharpParseOptions)base.CreateParseOptions()).WithLanguageVersion(LanguageVersion.CSharp14);

        protected override CompilationOptions CreateCompilationOptions() =>
            ((CSharpCompilationOptions)base.CreateCompilationOptions()).WithAllowUnsafe(true).WithNullableContextOptions(NullableContextOptions.Enable);
    }
}
