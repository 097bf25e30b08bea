// The machine that compiles does not show in what is emitted.
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Generators.Tests;

public sealed class CultureTests
{
    [Fact]
    public void Emitted_files_are_the_same_in_a_culture_that_writes_everything_differently()
    {
        var expected = GeneratorRun.Start(ReadingProject.Create()).AllText;
        var usual = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = Odd();
            Assert.Equal("~1;5", (-1.5).ToString(CultureInfo.CurrentCulture));

            Assert.Equal(expected, GeneratorRun.Start(ReadingProject.Create()).AllText);
        }
        finally
        {
            CultureInfo.CurrentCulture = usual;
        }
    }

    [Fact]
    public void Emitted_files_have_the_line_ends_of_one_system_whatever_those_of_the_source_are()
    {
        var expected = GeneratorRun.Start(ReadingProject.Create());
        var run = GeneratorRun.Start(Compilations.Create(ReadingProject.Sources.Values.Select(source => source.ReplaceLineEndings("\r\n"))));

        Assert.DoesNotContain('\r', run.AllText);
        Assert.Equal(expected.AllText, run.AllText);
    }

    private static CultureInfo Odd()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat = new NumberFormatInfo
        {
            NegativeSign = "~",
            NumberDecimalSeparator = ";",
            NumberGroupSeparator = "'",
            NumberGroupSizes = [2],
            PositiveSign = "plus",
        };
        return culture;
    }
}
