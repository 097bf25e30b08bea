// Analyses compiled sources against the running framework.
using MemallocKit.Summaries.Effects;
using MemallocKit.Summaries.Metadata;
using MemallocKit.Summaries.Overlay;
using MemallocKit.Summaries.Tables;

namespace MemallocKit.Summaries.Tests.Harness;

/// <summary>The framework is read once for all tests; a lock keeps them apart, as a set of assemblies serves one thread.</summary>
internal static class Analysis
{
    private const string Prelude = """
        using System;
        using System.Collections.Generic;
        using System.Diagnostics.CodeAnalysis;
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;
        using System.Threading;

        """;

    private const string Expectation = "[AttributeUsage(AttributeTargets.All)] class IsAttribute(string entry) : Attribute;\n";

    private static readonly Lock s_lock = new();
    private static readonly AssemblySet s_set = new([Compiler.FrameworkFolder]);

    /// <summary>Runs <paramref name="work"/> with the shared set and a new engine, which it must not keep.</summary>
    public static T Run<T>(Func<AssemblySet, SummaryEngine, T> work)
    {
        lock (s_lock)
        {
            return LargeStack.Run(() => work(s_set, new SummaryEngine(s_set, OverlayRules.BuiltIn())));
        }
    }

    /// <summary>
    /// Compiles <paramref name="source"/> and holds every member marked <c>[Is("class")]</c> or <c>[Is("class residuals")]</c>
    /// against its summary; <c>;otherwise(Never)</c> goes without saying. A class followed by <c>?</c> is that of calls that leave the optional arguments out.
    /// </summary>
    /// <param name="source">Members and types; the usual namespaces are imported.</param>
    /// <param name="attributes">Attributes of the assembly.</param>
    public static void Check(string source, string attributes = "")
    {
        using var folder = new TemporaryFolder();
        var path = Compiler.Compile(Prelude + attributes + Expectation + source, folder);
        var (failures, count) = Run((set, engine) => Compare(set.Add(path), engine));
        Assert.True(failures.Count == 0, string.Join("\n", failures));
        Assert.NotEqual(0, count);
    }

    private static (List<string> Failures, int Count) Compare(AssemblyModel assembly, SummaryEngine engine)
    {
        var expected = new List<(MethodModel Method, string Entry)>();
        foreach (var method in assembly.Types.SelectMany(t => t.Methods))
        {
            if (ExpectedEntry(assembly, method) is { } entry)
            {
                expected.Add((method, entry));
            }
        }

        var contexts = expected.ConvertAll(e => e.Entry.EndsWith('?') ? engine.RequestWithDefaults(e.Method)! : engine.Request(e.Method));
        engine.Solve();
        var failures = new List<string>();
        for (var i = 0; i < expected.Count; i++)
        {
            var actual = Summarizer.ToEntry(contexts[i]);
            var text = $"{actual.Class} {actual.Residuals}".Replace(";otherwise(Never)", "", StringComparison.Ordinal).TrimEnd();
            if (text != expected[i].Entry.TrimEnd('?'))
            {
                failures.Add($"{expected[i].Entry} expected, found {text}:\n{string.Join("\n", Explanation.Of(contexts[i]))}");
            }
        }

        return (failures, expected.Count);
    }

    private static string? ExpectedEntry(AssemblyModel assembly, MethodModel method)
    {
        foreach (var handle in method.Definition.GetCustomAttributes())
        {
            if (assembly.Reader.AttributeName(handle) == "IsAttribute")
            {
                var value = assembly.Reader.GetBlobReader(assembly.Reader.GetCustomAttribute(handle).Value);
                value.ReadUInt16();
                return value.ReadSerializedString();
            }
        }

        return null;
    }
}
