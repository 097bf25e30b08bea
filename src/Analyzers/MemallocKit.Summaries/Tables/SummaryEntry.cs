// What a table says of one method.
namespace MemallocKit.Summaries.Tables;

internal readonly struct SummaryEntry : System.IEquatable<SummaryEntry>
{
    public SummaryEntry(SummaryClass summaryClass, string residuals)
    {
        Class = summaryClass;
        Residuals = residuals;
    }

    public SummaryClass Class { get; }

    /// <summary>
    /// What the caller decides, where that can make the class better than <see cref="SummaryClass.Virtual"/>, parted by <c>;</c>: <c>delegate(1)</c>, <c>virtual(0,M:…)</c>, <c>constrained(0,M:…)</c>,
    /// <c>equality(0)</c>, <c>comparison(0)</c>, <c>box(0)</c>, <c>new(0)</c>. The number is that of the argument (the receiver is
    /// 0, where there is one), or of the type argument (those of the type come first). The last is <c>otherwise(Class)</c>: the
    /// class of a call that decides all of them for the better. Empty: nothing.
    /// </summary>
    public string Residuals { get; }

    public bool Equals(SummaryEntry other) => Class == other.Class && Residuals == other.Residuals;

    public override bool Equals(object? obj) => obj is SummaryEntry other && Equals(other);

    public override int GetHashCode() => unchecked(((int)Class * 31) + Residuals.GetHashCode());
}
