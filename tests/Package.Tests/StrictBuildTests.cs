// What is emitted has no warning where every rule is on and every warning is an error.
namespace MemallocKit.Package.Tests;

[Collection(nameof(PackedPackage))]
public sealed class StrictBuildTests(PackedPackage package)
{
    private const string Strict =
        "<AnalysisLevel>latest-all</AnalysisLevel><AnalysisMode>All</AnalysisMode><TreatWarningsAsErrors>true</TreatWarningsAsErrors>"
        + "<EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild><GenerateDocumentationFile>true</GenerateDocumentationFile><AllowUnsafeBlocks>true</AllowUnsafeBlocks>"
        + "<Features>strict</Features><WarningLevel>9999</WarningLevel><MemallocReport>true</MemallocReport>";

    // The rules judge what is emitted, not the style of this file.
    private const string Declared =
        """
        #pragma warning disable
        namespace Strict
        {
            using System;
            using MemallocKit;

            public struct Request { private long _id; private Guid _tag; private System.Numerics.Vector<byte> _wide; }

            public class Session { }

            internal struct Slot { private short _a; }

            [ReserveTree("library")]
            public static partial class LibraryReserves
            {
                [ReserveNode("pages", Pages = 2)] public static partial PageReserve Pool { get; }
            }

            public partial class Outer
            {
                [ReserveTree("strict <& reserves>")]
                public static partial class Reserves
                {
                    /// <summary>A group with documentation of its own.</summary>
                    [ReserveNode("network")]
                    public static partial class Network
                    {
                        [ReserveNode("runs", Pages = 32, RunPages = 8)] public static partial PageReserve Runs { get; }
                        [ReserveNode("headers", Bytes = 4096, Largest = 256)] public static partial ByteReserve Headers { get; }
                        [ReserveNode("requests", Objects = 128)] public static partial ObjectReserve<Request> Requests { get; }
                        [ReserveNode("slots", Objects = 8)] internal static partial ObjectReserve<Slot> Slots { get; }
                        [ReserveNode("sessions", Objects = 8)] public static partial InstanceReserve<Session> Sessions { get; }
                        [ReserveNode(Tree = typeof(LibraryReserves))] public static partial ReserveGroup Library { get; }

                        [ReserveNode("data", ChargeHere = true)]
                        internal static partial class Data
                        {
                            [ReserveNode("one", Bytes = 64)] private static partial ByteShare One { get; }
                            [ReserveNode("two", Bytes = 64)] internal static partial ByteShare Two { get; }
                        }
                    }
                }

                [MemallocContext(typeof(Reserves), typeof(Reserves.Network.Data))]
                public readonly ref partial struct WriteOut;

                [Memalloc(typeof(WriteOut))]
                internal static void Send(in WriteOut memalloc) => memalloc.Headers.TryCharge(0);

                [MemallocPrime(typeof(WriteOut))]
                internal static void Rehearse() => Console.Out.Flush();
            }
        }
        """;

    [Fact]
    public async Task Every_kind_of_declaration_builds_without_a_warning_under_all_rules()
    {
        var project = package.NewProject("Strict", Strict);
        File.WriteAllText(Path.Combine(project, "Declared.cs"), Declared);

        var (exitCode, output) = await DotNet.Run(project, "build", "-c", "Release");

        Assert.True(exitCode == 0, output);
        Assert.Contains("0 Warning(s)", output, StringComparison.Ordinal);
    }
}
