// The buddy allocator against a set of page numbers.
using CsCheck;
using MemallocKit.Pages;

namespace MemallocKit.Runtime.Tests.Pages;

public class BuddyAllocatorTests
{
    [Fact]
    public void Random_takes_and_puts_never_overlap_and_count_exactly() =>
        Gen.Select(Gen.Int[1, 1500], Gen.Select(Gen.Bool, Gen.OneOf(Gen.Const(1), Gen.Int[1, 512]), Gen.Int[0, 1000]).Array[0, 200]).Sample((pages, steps) =>
        {
            using var table = NewTable(pages);
            var buddy = new BuddyAllocator(table);
            buddy.Grow(pages);
            var used = new bool[pages];
            var runs = new List<(int Page, int Pages)>();
            foreach (var (take, length, which) in steps)
            {
                if (take)
                {
                    var page = buddy.Take(length);
                    if (page == PageEntry.None)
                        continue;
                    Assert.DoesNotContain(true, used[page..(page + length)]);
                    used.AsSpan(page, length).Fill(true);
                    runs.Add((page, length));
                }
                else if (runs.Count > 0)
                {
                    var (page, taken) = runs[which % runs.Count];
                    runs.RemoveAt(which % runs.Count);
                    used.AsSpan(page, taken).Clear();
                    Put(buddy, page, taken);
                }

                Assert.Equal(used.Count(false), buddy.FreePages);
            }

            foreach (var (page, taken) in runs)
                Put(buddy, page, taken);
            Assert.Equal(pages, buddy.FreePages);
            Assert.Equal(pages >= 512, buddy.Take(512) != PageEntry.None);
        });

    [Fact]
    public void A_single_page_can_be_taken_as_long_as_any_is_free()
    {
        using var table = NewTable(777);
        var buddy = new BuddyAllocator(table);
        buddy.Grow(777);
        var pages = Enumerable.Range(0, 777).Select(_ => buddy.Take(1)).ToHashSet();
        Assert.Equal(777, pages.Count);
        Assert.DoesNotContain(PageEntry.None, pages);
        Assert.Equal(PageEntry.None, buddy.Take(1));
    }

    private static PageTable NewTable(int pages)
    {
        var table = new PageTable(pages, PageSource.System);
        table.Commit(pages);
        return table;
    }

    private static void Put(BuddyAllocator buddy, int page, int pages)
    {
        if (pages == 1)
            buddy.Put(page);
        else
            buddy.Put(page, pages);
    }
}
