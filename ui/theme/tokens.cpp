#include "ui/theme/tokens.h"

#include "core/base/codepalette.h"

#include <array>

namespace antiphon {

namespace {

QColor rgb(quint32 value)
{
    return QColor::fromRgb(value);
}

const std::array<std::array<quint32, codeColourCount>, 2> codeColours{{
    lightCodePalette,
    {0x8FB4E8, 0xF0A27A, 0x7CC9A5, 0xCDA0DA, 0xD9BE5C, 0xF09AB2, 0x7CC8D6, 0xB9B9B9},
}};

Tokens lightTokens()
{
    Tokens t;
    t.window = rgb(0xF6F6F3);
    t.panel = rgb(0xFFFFFF);
    t.text = rgb(0x1B1C1E);
    t.muted = rgb(0x5C5E62);
    t.accent = rgb(0x2B5BA6);
    t.hairline = rgb(0xDEDEDA);
    t.danger = rgb(0xB3261E);
    t.warn = rgb(0x855800);
    t.ok = rgb(0x1E6B3A);
    t.selection = rgb(0xDBE6F8);
    t.userBubble = rgb(0xEAF1FB);
    t.systemBubble = rgb(0xF1F0EA);
    t.onAccent = rgb(0xFFFFFF);
    t.fill = rgb(0xEEEEEA);
    t.hit = rgb(0xFFE08A);
    return t;
}

Tokens darkTokens()
{
    Tokens t;
    t.window = rgb(0x161719);
    t.panel = rgb(0x1E2023);
    t.text = rgb(0xE7E7E4);
    t.muted = rgb(0xA4A6A9);
    t.accent = rgb(0x8DB3F2);
    t.hairline = rgb(0x35373B);
    t.danger = rgb(0xF28B82);
    t.warn = rgb(0xE2B464);
    t.ok = rgb(0x7FCC98);
    t.selection = rgb(0x2B3D5B);
    t.userBubble = rgb(0x22304A);
    t.systemBubble = rgb(0x26282B);
    t.onAccent = rgb(0x101419);
    t.fill = rgb(0x2A2C30);
    t.hit = rgb(0x5C4A12);
    return t;
}

} // namespace

const Tokens& tokensOf(Scheme scheme)
{
    static const Tokens light = lightTokens();
    static const Tokens dark = darkTokens();
    return scheme == Scheme::Light ? light : dark;
}

Scheme schemeOf(const QPalette& palette)
{
    return palette.color(QPalette::Active, QPalette::Window).lightness() < 128 ? Scheme::Dark : Scheme::Light;
}

QColor codeColour(int index, const QPalette& palette)
{
    const auto& row = codeColours[schemeOf(palette) == Scheme::Light ? 0 : 1];
    return rgb(row[static_cast<std::size_t>(index < 0 ? codeColourCount - 1 : index % codeColourCount)]);
}

QColor toneColour(Tone tone, const QPalette& palette)
{
    const Tokens& t = tokensOf(palette);
    switch (tone) {
    case Tone::Normal:
        return t.text;
    case Tone::Muted:
        return t.muted;
    case Tone::Accent:
        return t.accent;
    case Tone::Ok:
        return t.ok;
    case Tone::Warn:
        return t.warn;
    case Tone::Danger:
        return t.danger;
    }
    return t.text;
}

QPalette paletteOf(Scheme scheme)
{
    const Tokens& t = tokensOf(scheme);
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, const QColor& colour) {
        palette.setColor(role, colour);
    };
    set(QPalette::Window, t.window);
    set(QPalette::WindowText, t.text);
    set(QPalette::Base, t.panel);
    set(QPalette::AlternateBase, t.window);
    set(QPalette::Text, t.text);
    set(QPalette::PlaceholderText, t.muted);
    set(QPalette::Button, t.panel);
    set(QPalette::ButtonText, t.text);
    set(QPalette::BrightText, t.danger);
    set(QPalette::ToolTipBase, t.panel);
    set(QPalette::ToolTipText, t.text);
    set(QPalette::Highlight, t.selection);
    set(QPalette::HighlightedText, t.text);
    set(QPalette::Link, t.accent);
    set(QPalette::LinkVisited, t.accent);
    set(QPalette::Light, t.panel);
    set(QPalette::Midlight, t.hairline);
    set(QPalette::Mid, t.hairline);
    set(QPalette::Dark, t.muted);
    set(QPalette::Shadow, scheme == Scheme::Light ? rgb(0xB0B0AC) : rgb(0x000000));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        QColor faint = t.muted;
        faint.setAlphaF(0.6F);
        palette.setColor(QPalette::Disabled, role, faint);
    }
    return palette;
}

} // namespace antiphon
