// A declaration that is being typed has the compiler's errors and no others.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Generators.Tests;

public sealed class HalfTypedTests
{
    private const string Source =
        """
        [ReserveTree("reserves")] public static partial class Reserves
        {
            [ReserveNode("network")] public static partial class Network
            {
                [ReserveNode("requests", Objects = 8)] public static partial ObjectReserve<Request> Requests { get; }
                [ReserveNode("data", ChargeHere = true)] public static partial class Data
                {
                    [ReserveNode("one", Bytes = 64)] public static partial ByteShare One { get; }
                }
            }
        }
        public struct Request { public long Id; }
        [MemallocContext(typeof(Reserves.Network))] public readonly ref partial struct WriteOut;
        """;

    [Fact]
    public async Task The_whole_of_it_has_no_error()
    {
        var run = GeneratorRun.Start(Compilations.Create(Source));

        Assert.Empty(Errors(run.Output));
        Assert.Empty(await DeclarationRules.Report(run.Output));
    }

    [Theory]
    [InlineData("Objects = 8", "Objects = ")]
    [InlineData("Objects = 8", "Objects")]
    [InlineData("Objects = 8", "Obj = 8")]
    [InlineData("Objects = 8", "Objects = Lim")]
    [InlineData("Objects = 8", "Objects = \"8\"")]
    [InlineData("\"requests\", Objects = 8)]", "\"requests\", ")]
    [InlineData("[ReserveNode(\"requests\", Objects = 8)]", "[ReserveNode(]")]
    [InlineData("[ReserveNode(\"requests\", Objects = 8)]", "[ReserveNode(\"requests\", Objects = 8)")]
    [InlineData("ObjectReserve<Request>", "ObjectReserve<")]
    [InlineData("ObjectReserve<Request>", "ObjectReserve<>")]
    [InlineData("ObjectReserve<Request>", "ObjectReserve<Requ>")]
    [InlineData("ObjectReserve<Request>", "ObjectReserve")]
    [InlineData("ObjectReserve<Request>", "ObjectReserve<string>")]
    [InlineData("ObjectReserve<Request>", "ObjRes<Request>")]
    [InlineData("Requests { get; }", "Requests { get; ")]
    [InlineData("Requests { get; }", "Requests { ")]
    [InlineData("public long Id;", "public lon Id;")]
    [InlineData("public long Id;", "public ")]
    [InlineData("typeof(Reserves.Network)", "typeof(Reserves.Netw)")]
    [InlineData("typeof(Reserves.Network)", "typeof(")]
    [InlineData("typeof(Reserves.Network)", "Reserves.Network")]
    [InlineData("[MemallocContext(typeof(Reserves.Network))]", "[MemallocContext(typeof(Reserves.Network))")]
    [InlineData("[ReserveTree(\"reserves\")]", "[ReserveTree(\"reserves]")]
    [InlineData("[ReserveTree(\"reserves\")]", "[ReserveTree(Model = EstimateModel.)]")]
    [InlineData("public struct Request", "file struct Request")]
    [InlineData("[ReserveNode(\"data\"", "[ReserveNode(\"more\", Pages = 1)] public static partial PageReserve Requests { get; } [ReserveNode(\"data\"")]
    [InlineData("static partial class Data", "static partial class Requests")]
    [InlineData("[ReserveNode(\"one\", Bytes = 64)]", "[ReserveNode(\"one\", Bytes = 64), ReserveNode(\"one\", Bytes = 64)]")]
    public async Task A_half_typed_declaration_has_no_error_but_those_of_the_compiler(string from, string to)
    {
        var before = Compilations.Create(Source.Replace(from, to, StringComparison.Ordinal));
        var run = GeneratorRun.Start(before);
        var own = Errors(before).Select(error => error.Location.SourceSpan).ToHashSet();

        Assert.NotEmpty(own);
        Assert.Empty(await DeclarationRules.Report(run.Output));
        Assert.DoesNotContain(Errors(run.Output), error => CompiledCase.IsGenerated(error) || !own.Contains(error.Location.SourceSpan));
    }

    private static IEnumerable<Diagnostic> Errors(Compilation compilation) => compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}
