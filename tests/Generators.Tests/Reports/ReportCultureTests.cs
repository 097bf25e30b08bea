// The report is the same wherever it is made.
using System.Globalization;
using MemallocKit.Report;

namespace MemallocKit.Generators.Tests;

public sealed class ReportCultureTests : ReportTest
{
    private const string Source =
        """
        [ReserveTree("Kiıİ", Model = EstimateModel.LinuxSlub, Processors = 3)] static partial class Reserves
        {
            [ReserveNode(Pages = 1234567)] public static partial PageReserve I { get; }
            [ReserveNode(Bytes = 9876543210)] public static partial ByteReserve i { get; }
        }
        [ReserveTree] static partial class ReservesI;
        [ReserveTree] static partial class Reservesi;
        [MemallocContext(typeof(Reserves))] readonly ref partial struct WriteOut;
        """;

    // The tests run without the tables of the world's cultures: these are the signs of German, Turkish; Arabic; Swedish.
    [Theory]
    [InlineData("-", ",", ".")]
    [InlineData("\u061C-", "٫", "٬")]
    [InlineData("\u2212", ",", "\u00A0")]
    public void Attribute_files_and_comparison_do_not_depend_on_the_culture(string negative, string point, string group)
    {
        var expected = Make();
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = negative;
        culture.NumberFormat.NumberDecimalSeparator = point;
        culture.NumberFormat.NumberGroupSeparator = group;
        culture.NumberFormat.NativeDigits = ["٠", "١", "٢", "٣", "٤", "٥", "٦", "٧", "٨", "٩"];
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            Assert.Equal($"{negative}1{point}5", $"{-1.5:0.0}");
            Assert.Equal(expected, Make());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private (string Attribute, string Json, string Markdown, string Comparison) Make()
    {
        var run = GeneratorRun.Start(Compilations.Create(Source), report: "true");
        var (json, markdown) = WriteFiles(run.Output);
        string[] paths = [Path.Combine(Folder.FullName, "old.json"), Path.Combine(Folder.FullName, "new.json")];
        File.WriteAllText(paths[0], json);
        File.WriteAllText(paths[1], WriteFiles(GeneratorRun.Start(Compilations.Create(Source.Replace("1234567", "1", StringComparison.Ordinal)), report: "true").Output).Json);
        var comparison = Run("diff", paths[0], paths[1]);
        Assert.Equal(CommandLine.Different, comparison.ExitCode);
        return (run.Files.Single(static file => file.HintName == ReserveReportEmitter.HintName).SourceText.ToString(), json, markdown, comparison.Output);
    }
}
