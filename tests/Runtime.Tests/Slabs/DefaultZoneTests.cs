// The settings of the zone of the process.
using MemallocKit.Slabs;

namespace MemallocKit.Runtime.Tests.Slabs;

public class DefaultZoneTests
{
    [Fact]
    public void Without_settings_it_has_64_MiB_does_not_grow_and_asks_for_nothing_more()
    {
        var options = Read();
        Assert.Equal((64 << 20, 64 << 20), (options.Bytes, options.MaxBytes));
        Assert.Equal((false, false, true), (options.HugePages, options.Lock, options.ThreadCaches));
    }

    [Fact]
    public void A_variable_counts_before_a_setting_and_a_blank_one_does_not_count()
    {
        Assert.Equal(4096, Read(("MEMALLOCKIT_ZONE_BYTES", "4096"), ("MemallocKit.ZoneBytes", 99999L)).Bytes);
        Assert.Equal(8192, Read(("MEMALLOCKIT_ZONE_BYTES", " "), ("MemallocKit.ZoneBytes", 8192)).Bytes);
    }

    [Fact]
    public void Sizes_are_rounded_up_to_whole_pages()
    {
        var options = Read(("MEMALLOCKIT_ZONE_BYTES", "5000"), ("MEMALLOCKIT_ZONE_MAX_BYTES", "8193"));
        Assert.Equal((8192, 12288), (options.Bytes, options.MaxBytes));
    }

    [Fact]
    public void A_size_alone_is_the_maximum_too() => Assert.Equal(4096, Read(("MemallocKit.ZoneBytes", "4096")).MaxBytes);

    [Theory]
    [InlineData("1", true)]
    [InlineData(" True ", true)]
    [InlineData("0", false)]
    [InlineData("false", false)]
    public void Switches_are_words_or_digits(string text, bool expected)
    {
        Assert.Equal((expected, false), Switches(Read(("MEMALLOCKIT_ZONE_HUGE_PAGES", text))));
        Assert.Equal((expected, false), Switches(Read(("MemallocKit.ZoneHugePages", text))));
        Assert.Equal((false, expected), Switches(Read(("MEMALLOCKIT_ZONE_LOCK", text))));
        Assert.Equal((false, true), Switches(Read(("MemallocKit.ZoneLock", true))));
    }

    [Theory]
    [InlineData("MEMALLOCKIT_ZONE_BYTES", "64M")]
    [InlineData("MEMALLOCKIT_ZONE_BYTES", "0")]
    [InlineData("MemallocKit.ZoneBytes", "-1")]
    [InlineData("MEMALLOCKIT_ZONE_MAX_BYTES", "4398046511105")]
    [InlineData("MemallocKit.ZoneMaxBytes", "1e9")]
    [InlineData("MEMALLOCKIT_ZONE_HUGE_PAGES", "yes")]
    [InlineData("MemallocKit.ZoneLock", "2")]
    public void A_value_that_is_none_is_refused_by_its_name_with_what_it_must_be(string name, string value)
    {
        var e = Assert.Throws<ReserveException>(() => Read((name, value)));
        Assert.Contains($"{name} is '{value}'. It must be", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_maximum_below_the_size_is_refused_with_both_names_and_numbers()
    {
        var e = Assert.Throws<ReserveException>(() => Read(("MEMALLOCKIT_ZONE_MAX_BYTES", "1000000")));
        Assert.Contains("MEMALLOCKIT_ZONE_MAX_BYTES is 1,000,000 bytes", e.Message, StringComparison.Ordinal);
        Assert.Contains("67,108,864", e.Message, StringComparison.Ordinal);
        Assert.Contains("MEMALLOCKIT_ZONE_BYTES", e.Message, StringComparison.Ordinal);
    }

    private static (bool HugePages, bool Lock) Switches(ZoneOptions options) => (options.HugePages, options.Lock);

    private static ZoneOptions Read(params (string Name, object Value)[] given)
    {
        var values = given.ToDictionary(static pair => pair.Name, static pair => pair.Value);
        return DefaultZone.Options(name => (string?)values.GetValueOrDefault(name), values.GetValueOrDefault);
    }
}
