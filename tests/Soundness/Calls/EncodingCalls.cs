// Encodings of text and of bytes as text.
using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using static MemallocKit.Soundness.Calls.Data;

namespace MemallocKit.Soundness.Calls;

internal static class EncodingCalls
{
    private const string Mixed = "héllo wörld ΔΈ 𝄞";

    private static readonly byte[] s_utf8 = Encoding.UTF8.GetBytes(Mixed);
    private static readonly byte[] s_utf16 = Encoding.Unicode.GetBytes(Mixed);
    private static readonly Decoder s_decoder = Encoding.UTF8.GetDecoder();
    private static readonly CompositeFormat s_format = CompositeFormat.Parse("{0} of {1}");
    private static readonly Rune s_clef = new(0x1D11E);

    public static void Utf16Bytes() => Sink.Int = Encoding.Unicode.GetBytes(Mixed, OtherBytes);
    public static void Utf16Chars() => Sink.Int = Encoding.Unicode.GetChars(s_utf16, Chars);
    public static void Utf32Bytes() => Sink.Int = Encoding.UTF32.GetBytes(Mixed, OtherBytes);
    public static void Latin1Bytes() => Sink.Int = Encoding.Latin1.GetBytes(Words, OtherBytes);
    public static void Latin1Lossy() => Sink.Int = Encoding.Latin1.GetBytes(Mixed, OtherBytes);
    public static void AsciiBytes() => Sink.Int = Encoding.ASCII.GetBytes(Words, OtherBytes);
    public static void AsciiChars() => Sink.Int = Encoding.ASCII.GetChars(Utf8Number, Chars);
    public static void Utf8Mixed() => Sink.Int = Encoding.UTF8.GetBytes(Mixed, OtherBytes);
    public static void Utf8MixedChars() => Sink.Int = Encoding.UTF8.GetChars(s_utf8, Chars);
    public static void Utf8TryBytes() => Sink.Bool = Encoding.UTF8.TryGetBytes(Mixed, OtherBytes, out Sink.Int);
    public static void Utf8CharCount() => Sink.Int = Encoding.UTF8.GetCharCount(s_utf8);
    public static void Utf8MaxBytes() => Sink.Int = Encoding.UTF8.GetMaxByteCount(77);
    public static void Utf8Preamble() => Sink.Int = Encoding.UTF8.Preamble.Length;
    public static void Utf8Array() => Sink.Object = Encoding.UTF8.GetBytes(Words);
    public static void ByName() => Sink.Object = Encoding.GetEncoding("utf-8");
    public static void WebName() => Sink.Object = Encoding.UTF8.WebName;
    public static void DecoderConvert() => s_decoder.Convert(s_utf8, Chars, flush: true, out _, out Sink.Int, out Sink.Bool);
    public static void DecoderReset() => s_decoder.Reset();
    public static void FromUtf16() => Sink.Int = (int)Utf8.FromUtf16(Mixed, OtherBytes, out _, out _);
    public static void ToUtf16() => Sink.Int = (int)Utf8.ToUtf16(s_utf8, Chars, out _, out _);
    public static void Utf8IsValid() => Sink.Bool = Utf8.IsValid(s_utf8);
    public static void Utf8Interpolated() => Sink.Bool = Utf8.TryWrite(OtherBytes, $"{Words} {Shared}", out Sink.Int);
    public static void Utf8InterpolatedCulture() => Sink.Bool = Utf8.TryWrite(OtherBytes, CultureInfo.InvariantCulture, $"{Time:O}", out Sink.Int);
    public static void RuneEncode() => Sink.Int = s_clef.EncodeToUtf8(OtherBytes);
    public static void RuneFromUtf8() => Sink.Int = (int)Rune.DecodeFromUtf8(s_utf8, out _, out _);
    public static void RuneCategory() => Sink.Int = (int)Rune.GetUnicodeCategory(s_clef);
    public static void RuneUpper() => Sink.Int = Rune.ToUpperInvariant(new Rune('ö')).Value;
    public static void RuneText() => Sink.Object = s_clef.ToString();
    public static void RuneForeach()
    {
        foreach (var rune in Mixed.EnumerateRunes())
        {
            Sink.Int = rune.Value;
        }
    }

    public static void RuneForeachSpan()
    {
        foreach (var rune in Mixed.AsSpan().EnumerateRunes())
        {
            Sink.Int = rune.Value;
        }
    }

    public static void Surrogates() => Sink.Int = char.ConvertToUtf32('\uD834', '\uDD1E');
    public static void SurrogateText() => Sink.Object = char.ConvertFromUtf32(0x1D11E);
    public static void TextElement() => Sink.Int = StringInfo.GetNextTextElementLength(Mixed.AsSpan(3));
    public static void IsNormalized() => Sink.Bool = Words.IsNormalized();
    public static void Normalize() => Sink.Object = Mixed.Normalize(NormalizationForm.FormD);
    public static void AsciiEquals() => Sink.Bool = Ascii.EqualsIgnoreCase(Words, Words.AsSpan(0, Shared & 15));
    public static void AsciiTrim() => Sink.Int = Ascii.Trim(Utf8Number).End.GetHashCode();
    public static void Base64Chars() => Sink.Bool = Convert.TryToBase64Chars(s_utf8, Chars, out Sink.Int);
    public static void Base64FromChars() => Sink.Bool = Convert.TryFromBase64String("aGVsbG8gd29ybGQhISEh", OtherBytes, out Sink.Int);
    public static void Base64Text() => Sink.Object = Convert.ToBase64String(s_utf8);
    public static void Base64Array() => Sink.Object = Convert.FromBase64String("aGVsbG8gd29ybGQhISEh");
    public static void Base64IsValid() => Sink.Bool = System.Buffers.Text.Base64.IsValid(Data.Base64);
    public static void Base64InPlace() => System.Buffers.Text.Base64.EncodeToUtf8InPlace(OtherBytes, 30, out Sink.Int);
    public static void Base64Length() => Sink.Int = System.Buffers.Text.Base64.GetMaxEncodedToUtf8Length(77);
    public static void Base64UrlEncode() => Base64Url.EncodeToUtf8(s_utf8, OtherBytes, out _, out Sink.Int);
    public static void Base64UrlDecode() => Base64Url.DecodeFromUtf8("aGVsbG8"u8, OtherBytes, out _, out Sink.Int);
    public static void UriEscape() => Sink.Bool = System.Uri.TryEscapeDataString(Words, Chars, out Sink.Int);
    public static void UriUnescape() => Sink.Bool = System.Uri.TryUnescapeDataString("a%20b", Chars, out Sink.Int);
    public static void UriEscapeText() => Sink.Object = System.Uri.EscapeDataString(Words);
    public static void HtmlEncodeText() => Sink.Object = WebUtility.HtmlEncode("<b>");
    public static void HtmlEncodeNothing() => Sink.Object = WebUtility.HtmlEncode(Words);
    public static void HtmlEncodeSpan() => Sink.Int = (int)HtmlEncoder.Default.Encode("<b>&", Chars, out _, out _);
    public static void JavaScriptEncodeUtf8() => Sink.Int = (int)JavaScriptEncoder.Default.EncodeUtf8(s_utf8, OtherBytes, out _, out _);
    public static void UrlEncodeText() => Sink.Object = UrlEncoder.Default.Encode(Words);
    public static void CompositeText() => Sink.Object = string.Format(CultureInfo.InvariantCulture, s_format, Words, Text);
    public static void CompositeSpan() => Sink.Bool = Chars.AsSpan().TryWrite(CultureInfo.InvariantCulture, s_format, out Sink.Int, 7, 8);
}
