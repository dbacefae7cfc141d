"""Small sheets as people draw them, each with the facts that a person would read off it.

Over the arrow the sheet (tests/sheets.py), under it its facts: cell, label, year, amount with unit, and the role where
it is no line. An amount that is not stated stands as its state.
"""

from __future__ import annotations

CASES = {
    "memo table": """
        Förslag till fördelning av trygghetspaketets 5 mkr | < | < | <

                                                  | 2022  | 2021  | 2020
        • Trygghetsvärdar (Orminge och Fisksätra) | '1,0' | '0,8' | '2,0'
        • Kameraövervakning – centrala funktioner | '0,2' | '0,2' | '0,3'
        • Ambulerande Trygghetsvärdar             | '0,0' | '0,8' | '0,3'
        • Summa miljoner kronor                   | '1,2' | '1,8' | '2,6'
        =>
        B4 | Trygghetsvärdar (Orminge och Fisksätra) | 2022 | 1 mkr
        C4 | Trygghetsvärdar (Orminge och Fisksätra) | 2021 | 0.8 mkr
        D4 | Trygghetsvärdar (Orminge och Fisksätra) | 2020 | 2 mkr
        B5 | Kameraövervakning – centrala funktioner | 2022 | 0.2 mkr
        C5 | Kameraövervakning – centrala funktioner | 2021 | 0.2 mkr
        D5 | Kameraövervakning – centrala funktioner | 2020 | 0.3 mkr
        B6 | Ambulerande Trygghetsvärdar | 2022 | 0 mkr
        C6 | Ambulerande Trygghetsvärdar | 2021 | 0.8 mkr
        D6 | Ambulerande Trygghetsvärdar | 2020 | 0.3 mkr
        B7 | Summa miljoner kronor | 2022 | 1.2 mkr | total
        C7 | Summa miljoner kronor | 2021 | 1.8 mkr | total
        D7 | Summa miljoner kronor | 2020 | 2.6 mkr | total
    """,
    "list without header": """
        Trygghetspaketet 2022

        SSPF (skola, polis) | 1,0 miljoner kr
        Kamera              | 500 tkr
        Summa               | 1,5 miljoner kr
        =>
        B3 | SSPF (skola, polis) | 2022 | 1 mkr
        B4 | Kamera | 2022 | 500 tkr
        B5 | Summa | 2022 | 1.5 mkr | total
    """,
    "years down": """
        Trygghetspaketet per år
        Miljoner kronor

        År   | SSPF | Kamera | Summa
        2021 | 1.5  | 0.2    | =SUM(B5:C5) -> 1.7
        2022 | 1.5  | 0.3    | =SUM(B6:C6) -> 1.8
        =>
        B5 | SSPF   | 2021 | 1.5 mkr
        C5 | Kamera | 2021 | 0.2 mkr
        D5 | Summa  | 2021 | 1.7 mkr | total
        B6 | SSPF   | 2022 | 1.5 mkr
        C6 | Kamera | 2022 | 0.3 mkr
        D6 | Summa  | 2022 | 1.8 mkr | total
    """,
    "years down, amounts like years": """
        Belopp i tkr
        År   | SSPF | Kamera
        2022 | 2000 | 1999
        2021 | 1500 | 200
        =>
        B3 | SSPF   | 2022 | 2000 tkr
        C3 | Kamera | 2022 | 1999 tkr
        B4 | SSPF   | 2021 | 1500 tkr
        C4 | Kamera | 2021 | 200 tkr
    """,
    "a form over the table": """
        Budgetår: | 2022
        Handläggare: | Ekonomi
        Version: | 2,1

        Belopp i tkr
        Insats | Budget
        SSPF   | 15
        Kamera | 2
        =>
        B7 | SSPF   | 2022 | 15 tkr
        B8 | Kamera | 2022 | 2 tkr
    """,
    "amounts that could be years, under words": """
        Uppföljning 2025, tkr

        Verksamhet | Budget | Utfall | Avvikelse
        Kansli     | 2000   | 2037   | 2074
        Fritid     | 2040   | 51242  | 1960
        Kultur     | 3100   | 3050   | 50
        =>
        B4 | Kansli | 2025 | 2000 tkr
        C4 | Kansli | 2025 | 2037 tkr
        D4 | Kansli | 2025 | 2074 tkr
        B5 | Fritid | 2025 | 2040 tkr
        C5 | Fritid | 2025 | 51242 tkr
        D5 | Fritid | 2025 | 1960 tkr
        B6 | Kultur | 2025 | 3100 tkr
        C6 | Kultur | 2025 | 3050 tkr
        D6 | Kultur | 2025 | 50 tkr
    """,
    "amounts that could be years, after a code, and the names under no word": """
        Budget 2025, tkr

        Konto |        | Budget | Utfall
        4010  | Kansli | 1990   | 2015
        4020  | Fritid | 3000   | 2012
        =>
        C4 | Kansli | 2025 | 1990 tkr
        D4 | Kansli | 2025 | 2015 tkr
        C5 | Fritid | 2025 | 3000 tkr
        D5 | Fritid | 2025 | 2012 tkr
    """,
    "a second row of headings tells the years of words above it": """
        Belopp i tkr
                   | Bokslut | Budget
        Verksamhet | 2023    | 2025
        Kansli     | 1990    | 2015
        Fritid     | 3000    | 2900
        =>
        B4 | Kansli | 2023 | 1990 tkr
        C4 | Kansli | 2025 | 2015 tkr
        B5 | Fritid | 2023 | 3000 tkr
        C5 | Fritid | 2025 | 2900 tkr
    """,
    "rows under a heading of shares are no money": """
        Belopp i tkr
                        | 2022 | 2023
        Intäkter        | 500  | 510
        Kostnader       | 700  | 720
        Förändring, %
        Intäkter        | 1,5  | 2,0
        Kostnader       | 2,1  | 2,9
        =>
        B3 | Intäkter  | 2022 | 500 tkr
        C3 | Intäkter  | 2023 | 510 tkr
        B4 | Kostnader | 2022 | 700 tkr
        C4 | Kostnader | 2023 | 720 tkr
    """,
    "split years that could be months": """
        Budget 2012-13, tkr

        Verksamhet | Budget 2011-12 | Budget 2012-13
        Kansli     | 500            | 510
        =>
        B4 | Kansli | 2012 | 500 tkr
        C4 | Kansli | 2013 | 510 tkr
    """,
    "a numbered group right under the headings": """
        Belopp i tkr
        Nr | Konto      | Budget 2022 | Budget 2023
        I  | INKOMSTER
        1  | Hyror      | 500         | 510
        2  | Avgifter   | 700         | 720
        =>
        C4 | Hyror    | 2022 | 500 tkr
        D4 | Hyror    | 2023 | 510 tkr
        C5 | Avgifter | 2022 | 700 tkr
        D5 | Avgifter | 2023 | 720 tkr
    """,
    "thousands in a note of a column": """
        Budget 2023

        Verksamhet | Kostnader (x 1000)
        Kansli     | 500
        Fritid     | 600
        =>
        B4 | Kansli | 2023 | 500 tkr
        B5 | Fritid | 2023 | 600 tkr
    """,
    "a difference between two years is of the later": """
        Belopp i tkr
        Post   | Budget 2023 | Budget 2024 | Diff mellan 2023 och 2024
        Kansli | 500         | 510         | 10
        =>
        B3 | Kansli | 2023 | 500 tkr
        C3 | Kansli | 2024 | 510 tkr
        D3 | Kansli | 2024 | 10 tkr
    """,
    "the year of a booking, and not of the version beside it": """
        Version | Nämnd | BudgetYear | Belopp (tkr)
        2025    | KS    | 2023       | 558
        2025    | BUN   | 2024       | 581
        =>
        D2 | KS  | 2023 | 558 tkr
        D3 | BUN | 2024 | 581 tkr
    """,
    "British years, and a decision in a sentence over them": """
        These are the figures of the budget that was agreed by us in February 2023.
        Service   | 2023 to 2024 budget £m | 2024 to 2025 budget £m
        Education | 5                      | 6
        =>
        B3 | Education | 2024 | 5 mkr
        C3 | Education | 2025 | 6 mkr
    """,
    "thousands in New Norwegian": """
        Alle tal i heile 1 000 kroner
        Teneste   | Budsjett 2023
        Skule     | 500
        =>
        B3 | Skule | 2023 | 500 tkr
    """,
    "settings are no amounts": """
        client      | KS
        period_from | 202201
        timeout     | 600

        Belopp i tkr
        Insats | 2022
        SSPF   | 15
        =>
        B7 | SSPF   | 2022 | 15 tkr
    """,
    "a row of units under the years": """
                    | Actual  | Budget
                    | 2023    | 2024
        Service     | £'000   | £'000
        Adult care  | 61420   | 64880
        Highways    | 22160   | 23015
        =>
        B4 | Adult care | 2023 | 61420 tkr
        C4 | Adult care | 2024 | 64880 tkr
        B5 | Highways   | 2023 | 22160 tkr
        C5 | Highways   | 2024 | 23015 tkr
    """,
    "a unit alone in the corner": """
        Driftredovisning 2022
                 | jan–aug 2022 | jan–aug 2023
        Tkr
        Förskola | -68450       | -70102
        Skola    | -31204       | -32990
        =>
        B4 | Förskola | 2022 | -68450 tkr
        C4 | Förskola | 2023 | -70102 tkr
        B5 | Skola    | 2022 | -31204 tkr
        C5 | Skola    | 2023 | -32990 tkr
    """,
    "days over a balance sheet": """
        Balansräkning 2022, mkr
                  | 2021-12-31 | 2022-12-31
        Tillgångar | 1280.4     | 1366
        Skulder    | 737.1      | 790.2
        =>
        B3 | Tillgångar | 2021 | 1280.4 mkr
        C3 | Tillgångar | 2022 | 1366 mkr
        B4 | Skulder    | 2021 | 737.1 mkr
        C4 | Skulder    | 2022 | 790.2 mkr
    """,
    "a letter code and its year head a column": """
        BUDGET PRIMITIF 2024 (en euros)
        Libellé   | CA 2022   | BP 2023
        Personnel | 887412.6  | 912000
        Énergie   | 21044     | 21500
        =>
        B3 | Personnel | 2022 | 887412.6 kr
        C3 | Personnel | 2023 | 912000 kr
        B4 | Énergie   | 2022 | 21044 kr
        C4 | Énergie   | 2023 | 21500 kr
    """,
    "heads counted over the money": """
        Prognos, belopp i tkr
                        | 2022   | 2023
        Antal invånare  | 15422  | 15380
        Skattekraft, kr/inv | 214020 | 226110

        Skatteintäkter  | 714253 | 752547
        Slutavräkning   | 12890  | 3412
        =>
        B6 | Skatteintäkter | 2022 | 714253 tkr
        C6 | Skatteintäkter | 2023 | 752547 tkr
        B7 | Slutavräkning  | 2022 | 12890 tkr
        C7 | Slutavräkning  | 2023 | 3412 tkr
    """,
    "numbers of decisions and a check": """
        Belopp i tkr
        Nämnd | Avser    | § | Budget 2023 | Kontroll
        KS    | Energi   | 47 | 850        | 0
        KS    | Flytt    | 48 | 610        | 0
        BUN   | Livsmedel| 19 | 1450       | 0
        =>
        D3 | Energi    | 2023 | 850 tkr
        D4 | Flytt     | 2023 | 610 tkr
        D5 | Livsmedel | 2023 | 1450 tkr
    """,
    "heads with their day beside the money": """
        Belopp i tkr
        Medlem | Invånare   | Avgift 2025
               | 2024-11-01 |
        Alby   | 38412      | 1205
        Bergsta | 9204      | 431
        =>
        C4 | Alby    | 2025 | 1205 tkr
        C5 | Bergsta | 2025 | 431 tkr
    """,
    "a column that says more of what another names": """
        Belopp i mkr
        Område             | Detaljplan   | 2024
        Sjöstaden etapp 1  | Antagen 2019 | 12.5
        Sjöstaden etapp 2  | Samråd       | 3.5
        Hästhagen          | Samråd       | 4.4
        =>
        C3 | Sjöstaden etapp 1 | 2024 | 12.5 mkr
        C4 | Sjöstaden etapp 2 | 2024 | 3.5 mkr
        C5 | Hästhagen         | 2024 | 4.4 mkr
    """,
    "year, programme, amount": """
        Belopp i tkr
        År   | Program | Belopp
        2022 | SSPF    | 1500
             | Kamera  | 200
        2021 | SSPF    | 1400
             | Kamera  | 300
             | Summa   | 3400
        =>
        C3 | SSPF   | 2022 | 1500 tkr
        C4 | Kamera | 2022 | 200 tkr
        C5 | SSPF   | 2021 | 1400 tkr
        C6 | Kamera | 2021 | 300 tkr
        C7 | Summa  |      | 3400 tkr | total
    """,
    "two-row header with merged years": """
        Belopp i tkr
               | 2022   | <      | 2021   | <
        Insats | Budget | Utfall | Budget | Utfall
        SSPF   | 1500   | 1400   | 1450   | 1300
        =>
        B4 | SSPF | 2022 | 1500 tkr
        C4 | SSPF | 2022 | 1400 tkr
        D4 | SSPF | 2021 | 1450 tkr
        E4 | SSPF | 2021 | 1300 tkr
    """,
    "two-row header, years written once": """
        Belopp i tkr
               | 2022   |        | 2021   |
        Insats | Budget | Utfall | Budget | Utfall
        SSPF   | 1500   | 1400   | 1450   | 1300
        =>
        B4 | SSPF | 2022 | 1500 tkr
        C4 | SSPF | 2022 | 1400 tkr
        D4 | SSPF | 2021 | 1450 tkr
        E4 | SSPF | 2021 | 1300 tkr
    """,
    "years as texts": """
        tkr  | '2022' | Budget 2021 | 2018–2020
        SSPF | 15     | 14          | 42
        =>
        B2 | SSPF | 2022 | 15 tkr
        C2 | SSPF | 2021 | 14 tkr
        D2 | SSPF | 2020 | 42 tkr
    """,
    "months as numbers": """
        Belopp i tkr
        Insats | 202201 | 202202
        SSPF   | 15     | 14
        =>
        B3 | SSPF | 2022 | 15 tkr
        C3 | SSPF | 2022 | 14 tkr
    """,
    "unit in the sum row only": """
        Insats         | 2022
        SSPF           | 1.5
        Kamera         | 0.5
        Summa mkr      | 2
        =>
        B2 | SSPF | 2022 | 1.5 mkr
        B3 | Kamera | 2022 | 0.5 mkr
        B4 | Summa mkr | 2022 | 2 mkr | total
    """,
    "unit in the title": """
        Budget 2022, tkr
        Insats | Belopp
        SSPF   | 15
        =>
        B3 | SSPF | 2022 | 15 tkr
    """,
    "unit in a note": """
        Trygghet
        Insats | 2022
        SSPF   | 1.5

        Alla belopp i mkr.
        =>
        B3 | SSPF | 2022 | 1.5 mkr
    """,
    "unit by column": """
        Insats | Budget 2022 (mkr) | Utfall 2022 (tkr)
        SSPF   | 1.5               | 1400
        =>
        B2 | SSPF | 2022 | 1.5 mkr
        C2 | SSPF | 2022 | 1400 tkr
    """,
    "an amount in the title is no unit": """
        Förslag till fördelning av 5 miljoner kronor 2022
        Insats | Belopp (tkr)
        SSPF   | 1500
        =>
        B3 | SSPF | 2022 | 1500 tkr
    """,
    "format that scales": """
        Belopp i mkr
        Insats | 2022                 | 2021
        SSPF   | 1500000 {#,##0.0,,}  | 1400000 {#,##0.0,,}
        =>
        B3 | SSPF | 2022 | 1.5 mkr
        C3 | SSPF | 2021 | 1.4 mkr
    """,
    "footnotes": """
        Belopp i tkr
        Insats   | 2022
        SSPF 1)  | 15
        Kamera * | 2
        Vakt 2)  | '3 1)'

        1) Skola, socialtjänst, polis, fritid
        * Ny från 2021
        =>
        B3 | SSPF    | 2022 | 15 tkr
        B4 | Kamera  | 2022 | 2 tkr
        B5 | Vakt 2) | 2022 | 3 tkr
    """,
    "two tables": """
        Budget 2022, tkr
        Insats | Belopp
        SSPF   | 1500
        Summa  | 1500

        Budget 2021, mkr
        Insats | Belopp
        SSPF   | 1.4
        Summa  | 1.4
        =>
        B3 | SSPF  | 2022 | 1500 tkr
        B4 | Summa | 2022 | 1500 tkr | total
        B8 | SSPF  | 2021 | 1.4 mkr
        B9 | Summa | 2021 | 1.4 mkr | total
    """,
    "two tables, years across": """
        Tabell 1, tkr
        Insats | 2022 | 2021
        SSPF   | 1500 | 1400
        Tabell 2, mkr
        Insats | 2020 | 2019
        SSPF   | 1.3  | 1.2
        =>
        B3 | SSPF | 2022 | 1500 tkr
        C3 | SSPF | 2021 | 1400 tkr
        B6 | SSPF | 2020 | 1.3 mkr
        C6 | SSPF | 2019 | 1.2 mkr
    """,
    "a note is its own table's": """
        Budget 2022
        Insats | Belopp
        SSPF   | 1500
        Alla belopp i tkr

        Budget 2021 (mkr)
        Insats | Belopp
        SSPF   | 1.4
        1) Beslutad 2019

        Plan 2023
        Insats | Belopp (kr)
        SSPF   | 1600
        =>
        B3  | SSPF | 2022 | 1500 tkr
        B8  | SSPF | 2021 | 1.4 mkr
        B13 | SSPF | 2023 | 1600 kr
    """,
    "groups that name the year": """
        Belopp i tkr
        Budget 2022
        SSPF   | 1500
        Kamera | 200

        Budget 2021
        SSPF   | 1400
        =>
        B3 | SSPF   | 2022 | 1500 tkr
        B4 | Kamera | 2022 | 200 tkr
        B7 | SSPF   | 2021 | 1400 tkr
    """,
    "side by side": """
        Belopp i tkr
        Budget 2022 |        | | Utfall 2021 |
        Insats      | Belopp | | Insats      | Belopp
        SSPF        | 1500   | | Kamera      | 210
        Kamera      | 200    | | SSPF        | 1400
        =>
        B4 | SSPF   | 2022 | 1500 tkr
        B5 | Kamera | 2022 | 200 tkr
        E4 | Kamera | 2021 | 210 tkr
        E5 | SSPF   | 2021 | 1400 tkr
    """,
    "amounts like years": """
        Belopp i tkr
        Insats | 2022 | 2021   | 2020
        SSPF   | 2000 | 1999   | 2010
        Kamera | 2022 | '2021' | 2020
        Vakt   | 2000 | 1100   | '2 000'
        =>
        B3 | SSPF   | 2022 | 2000 tkr
        C3 | SSPF   | 2021 | 1999 tkr
        D3 | SSPF   | 2020 | 2010 tkr
        B4 | Kamera | 2022 | 2022 tkr
        C4 | Kamera | 2021 | 2021 tkr
        D4 | Kamera | 2020 | 2020 tkr
        B5 | Vakt   | 2022 | 2000 tkr
        C5 | Vakt   | 2021 | 1100 tkr
        D5 | Vakt   | 2020 | 2000 tkr
    """,
    "amounts like years under words": """
        Budget 2022
        Insats | Belopp (tkr)
        SSPF   | 2000
        Kamera | 100
        =>
        B3 | SSPF   | 2022 | 2000 tkr
        B4 | Kamera | 2022 | 100 tkr
    """,
    "percent, heads and codes": """
        Belopp i tkr
        Insats | Budget 2022 | Andel % | Antal tjänster | Utfall 2022 | Avvikelse       | Ansvar
        SSPF   | 1500        | 88.2    | 2              | 1400        | -0.0667 {0.0%}  | 1010
        Kamera | 200         | '12 %'  | 1              | 210         | 0.05 {0.0%}     | 1020
        Antal deltagare | 40 | 41      | 42             | 43          | 1               | 1
        =>
        B3 | SSPF   | 2022 | 1500 tkr
        E3 | SSPF   | 2022 | 1400 tkr
        B4 | Kamera | 2022 | 200 tkr
        E4 | Kamera | 2022 | 210 tkr
    """,
    "row numbers": """
        Belopp i tkr
           | Insats | 2022
        1  | SSPF   | 15
        2  | Kamera | 2
        3  | Vakt   | 3
        =>
        C3 | SSPF   | 2022 | 15 tkr
        C4 | Kamera | 2022 | 2 tkr
        C5 | Vakt   | 2022 | 3 tkr
    """,
    "codes between the names": """
        Belopp i tkr
        Nämnd | Ansvar | Benämning | 2022
        SN    | 1010   | SSPF      | 15
        KS    | '0102' | Kamera    | 2
        =>
        D3 | SSPF   | 2022 | 15 tkr
        D4 | Kamera | 2022 | 2 tkr
    """,
    "words among the amounts": """
        Belopp i tkr
        Insats | Budget 2022 | Nämnd | Klar | Utfall 2022 | Kommentar
        SSPF   | 15          | SN    | x    | 14          | Enligt beslut 2019
        Kamera | 2           | KS    | x    | 3           | Dyrare, 5 tkr
        =>
        B3 | SSPF   | 2022 | 15 tkr
        E3 | SSPF   | 2022 | 14 tkr
        B4 | Kamera | 2022 | 2 tkr
        E4 | Kamera | 2022 | 3 tkr
    """,
    "years and days that are not the amounts'": """
        Budget 2022 (beslut KF 2021-11-15), tkr
        Insats | Startår | Beslut     | Belopp
        SSPF   | 2018    | 2022-02-07 | 15
        Kamera | 2019    | 2022-02-08 | 2
        =>
        D3 | SSPF   | 2022 | 15 tkr
        D4 | Kamera | 2022 | 2 tkr
    """,
    "blank spacers": """
        Belopp i tkr
        Insats | 2022 | | 2021

        SSPF   | 15   | | 14

        Summa  | 15   | | 14
        =>
        B4 | SSPF  | 2022 | 15 tkr
        D4 | SSPF  | 2021 | 14 tkr
        B6 | Summa | 2022 | 15 tkr | total
        D6 | Summa | 2021 | 14 tkr | total
    """,
    "nought, unknown and blank": """
        Belopp i tkr
        Insats | 2022       | 2021
        SSPF   | 15         | -
        Kamera | –          | ej angivet
        Vakt   | 0          |
        Polar  | ?          | ..
        =>
        B3 | SSPF   | 2022 | 15 tkr
        C3 | SSPF   | 2021 | 0 tkr
        B4 | Kamera | 2022 | 0 tkr
        C4 | Kamera | 2021 | unknown
        B5 | Vakt   | 2022 | 0 tkr
        B6 | Polar  | 2022 | unknown
        C6 | Polar  | 2021 | unknown
    """,
    "errors and formulas without value": """
        Belopp i tkr
        Insats | 2022    | 2021
        SSPF   | 15      | #REF!
        Kamera | #DIV/0! | =B3*2
        =>
        B3 | SSPF   | 2022 | 15 tkr
        C3 | SSPF   | 2021 | error
        B4 | Kamera | 2022 | error
        C4 | Kamera | 2021 | unknown
    """,
    "two amounts in a cell": """
        Budget 2022, mkr
        Post | Belopp
        SSPF | 12,4 varav 2,0
        =>
        B3 | SSPF | 2022 | 12.4 mkr
        B3 | SSPF | 2022 | 2 mkr
    """,
    "a heading over shares alone, between the headings and the rows": """
        Tuhat euroa
        1 000 € | TP 2023 | TAE 2025 | Muutos-%   | TS 2026
                |         |          | TAE25/TP23 |
        Tuotot  | 1841    | 1712     | -7         | 1705
        Kulut   | 877     | 466      | -47        | 610
        =>
        B4 | Tuotot | 2023 | 1841 tkr
        C4 | Tuotot | 2025 | 1712 tkr
        E4 | Tuotot | 2026 | 1705 tkr
        B5 | Kulut  | 2023 | 877 tkr
        C5 | Kulut  | 2025 | 466 tkr
        E5 | Kulut  | 2026 | 610 tkr
    """,
    "columns that are numbered": """
        Ramar 2026, tkr
        Nämnd | Ram   | Tekn. just. | Aktuell ram
              | (1)   | (2)         | (3)
        KS    | 11840 | -640        | 11200
        BN    | 2135  | 410         | 2545
        =>
        B4 | KS | 2026 | 11840 tkr
        C4 | KS | 2026 | -640 tkr
        D4 | KS | 2026 | 11200 tkr
        B5 | BN | 2026 | 2135 tkr
        C5 | BN | 2026 | 410 tkr
        D5 | BN | 2026 | 2545 tkr
    """,
    "columns numbered without brackets": """
        Haushaltsplan 2025, EUR
        Nr. | Arten   | Ergebnis 2023 | Ansatz 2024 | Ansatz 2025
            |         | 1             | 2           | 3
        02  | Steuern | 18442         | 17900       | 18150
        03  | Gebühren| 4021          | 3800        | 3950
        =>
        C4 | Steuern | 2023 | 18442 kr
        D4 | Steuern | 2024 | 17900 kr
        E4 | Steuern | 2025 | 18150 kr
        C5 | Gebühren | 2023 | 4021 kr
        D5 | Gebühren | 2024 | 3800 kr
        E5 | Gebühren | 2025 | 3950 kr
    """,
    "a month chosen in a form": """
        Period: | 202503
        Belopp i kr
        Konto | Benämning | Ack utfall | Ack utf fg år | Årsbudget
        3110  | Avgifter  | -41288     | -40500        | -123341
        =>
        C4 | Avgifter | 2025 | -41288 kr
        D4 | Avgifter | 2024 | -40500 kr
        E4 | Avgifter | 2025 | -123341 kr
    """,
    "tertials among dated months": """
        Belopp i tkr
        Post | 2026-01-01 | 2026-02-01 | T1   | Helår | Bu 2025
        Lön  | 962        | 958        | 1920 | 11520 | 11720
        Ob   | 71         | 66         | 137  | 822   | 944
        =>
        B3 | Lön | 2026 | 962 tkr
        C3 | Lön | 2026 | 958 tkr
        D3 | Lön | 2026 | 1920 tkr
        E3 | Lön | 2026 | 11520 tkr
        F3 | Lön | 2025 | 11720 tkr
        B4 | Ob | 2026 | 71 tkr
        C4 | Ob | 2026 | 66 tkr
        D4 | Ob | 2026 | 137 tkr
        E4 | Ob | 2026 | 822 tkr
        F4 | Ob | 2025 | 944 tkr
    """,
    "grades that are paid for": """
        Budget 2026, tkr
        Skolform    | Antal elever | Egen regi | Fristående
        Årskurs 1-6 | 1790         | 143200    | 11980
        Årskurs 7-9 | 866          | 81250     | 6350
        =>
        C3 | Årskurs 1-6 | 2026 | 143200 tkr
        D3 | Årskurs 1-6 | 2026 | 11980 tkr
        C4 | Årskurs 7-9 | 2026 | 81250 tkr
        D4 | Årskurs 7-9 | 2026 | 6350 tkr
    """,
    "heads counted beside the money, and a check below": """
        Föreningsbidrag 2025, kr
        Förening | Medl. 7-20 år | Platser | Bidrag
        Bergs IF | 214           | 12      | 15000
        BK       | 388           | 14      | 16000
        Summa    | 602           | 26      | 31000
        kontroll |               |         | 0
        =>
        D3 | Bergs IF | 2025 | 15000 kr
        D4 | BK | 2025 | 16000 kr
        D5 | Summa | 2025 | 31000 kr | total
    """,
    "a share in a name": """
        Kalkyl 2025, kr
        Kostnadsslag | Belopp
        Lön | 281300
        Indirekta kostnader (15 % av personal) | 54802
        Summa | 336102
        =>
        B3 | Lön | 2025 | 281300 kr
        B4 | Indirekta kostnader (15 % av personal) | 2025 | 54802 kr
        B5 | Summa | 2025 | 336102 kr | total
    """,
    "a unit for each row, of sums too": """
        Fem år i sammandrag
                          | Enhet | 2025   | 2024
        Antal invånare    | st    | 22310  | 22214
        Utdebitering      | kr    | '21:84' | '21:84'
        Årets resultat    | mnkr  | 18.4   | -6.2
        Finansnetto       | mnkr  | -17.8  | -19.6
        Låneskuld, totalt | tkr   | 40340  | 39100
        =>
        C5 | Årets resultat | 2025 | 18.4 mkr
        D5 | Årets resultat | 2024 | -6.2 mkr
        C6 | Finansnetto | 2025 | -17.8 mkr
        D6 | Finansnetto | 2024 | -19.6 mkr
        C7 | Låneskuld, totalt | 2025 | 40340 tkr
        D7 | Låneskuld, totalt | 2024 | 39100 tkr
    """,
    "points that part thousands, beside codes with points": """
        Budget 2025-2028
        Netto, hele 1.000 kr. i 2025-priser
        Funktion   |                | R 2023  | OB 2024  | B 2025
        '00.28.20' | Grønne områder | '9.412' | '9.870'  | '10.115'
        '00.32.31' | Veje           | '14.233' | '14.010' | '13.870'
        =>
        C4 | Grønne områder | 2023 | 9412 tkr
        D4 | Grønne områder | 2024 | 9870 tkr
        E4 | Grønne områder | 2025 | 10115 tkr
        C5 | Veje | 2023 | 14233 tkr
        D5 | Veje | 2024 | 14010 tkr
        E5 | Veje | 2025 | 13870 tkr
    """,
    "months of four digits": """
        Resultat per period, mnkr
        Område  | 2501   | 2502   | 2503   | Ack
        Medicin | -72.3  | -73.3  | -73.7  | -219.3
        Kirurgi | -86.8  | -83.9  | -86.4  | -257.1
        =>
        B3 | Medicin | 2025 | -72.3 mkr
        C3 | Medicin | 2025 | -73.3 mkr
        D3 | Medicin | 2025 | -73.7 mkr
        E3 | Medicin | 2025 | -219.3 mkr
        B4 | Kirurgi | 2025 | -86.8 mkr
        C4 | Kirurgi | 2025 | -83.9 mkr
        D4 | Kirurgi | 2025 | -86.4 mkr
        E4 | Kirurgi | 2025 | -257.1 mkr
    """,
    "months with two digits of the year": """
        Månadsflöden, tkr
                  | jan-24  | feb-24
        Skatter   | 166560  | 169808
        Lön       | -105034 | -93130
        =>
        B3 | Skatter | 2024 | 166560 tkr
        C3 | Skatter | 2024 | 169808 tkr
        B4 | Lön | 2024 | -105034 tkr
        C4 | Lön | 2024 | -93130 tkr
    """,
    "a name once beside its measures in short": """
        Uppföljning 2025, tkr
        Post        |        | M01  | M02
        Månadslöner | Budget | 1841 | 1841
                    | Utfall | 1798 | 1802
                    | Avvik  | 43   | 39
        Timlöner    | Budget | 96   | 96
                    | Utfall | 88   | 90
                    | Avvik  | 8    | 6
        =>
        C3 | Månadslöner | 2025 | 1841 tkr
        D3 | Månadslöner | 2025 | 1841 tkr
        C4 | Månadslöner | 2025 | 1798 tkr
        D4 | Månadslöner | 2025 | 1802 tkr
        C5 | Månadslöner | 2025 | 43 tkr
        D5 | Månadslöner | 2025 | 39 tkr
        C6 | Timlöner | 2025 | 96 tkr
        D6 | Timlöner | 2025 | 96 tkr
        C7 | Timlöner | 2025 | 88 tkr
        D7 | Timlöner | 2025 | 90 tkr
        C8 | Timlöner | 2025 | 8 tkr
        D8 | Timlöner | 2025 | 6 tkr
    """,
    "the church council is no unit": """
        Budget 2026, kkr
        Vgr          | Budget 2025 | Reviderad 2025 (KR § 44)
        Gudstjänster | -2150       | -2190
        Musik        | -1290       | -1310
        =>
        B3 | Gudstjänster | 2025 | -2150 tkr
        C3 | Gudstjänster | 2025 | -2190 tkr
        B4 | Musik | 2025 | -1290 tkr
        C4 | Musik | 2025 | -1310 tkr
    """,
    "figures that are no money, after their codes": """
        Ekonomi och nyckeltal 2024, mnkr
        Id       | Verksamhet                         | 2023 | 2024
        'N11008' | Förskola                           | 181  | 186.3
        'N13008' | Fritidshem                         | 53.9 | 56.6
        'N15033' | Lärare med legitimation, andel (%) | 71.2 | 74
        'N20400' | Kvalitetsindex LSS                 | 54   | 58
        =>
        C3 | Förskola | 2023 | 181 mkr
        D3 | Förskola | 2024 | 186.3 mkr
        C4 | Fritidshem | 2023 | 53.9 mkr
        D4 | Fritidshem | 2024 | 56.6 mkr
    """,
    "goals in per cent below the money": """
        Tabell 7. Nettoramar (mnkr)
        Nämnd | Utfall 2024 | Budget 2025
        KS    | 141.8       | 148
        BN    | 70.3        | 71.4

        Tabell 8. Finansiella mål (procent)
        Mål                 | Utfall 2024 | Budget 2025
        Resultat / skatter  | 1.4         | 0.6
        =>
        B3 | KS | 2024 | 141.8 mkr
        C3 | KS | 2025 | 148 mkr
        B4 | BN | 2024 | 70.3 mkr
        C4 | BN | 2025 | 71.4 mkr
    """,
    "running heads with page numbers": """
        Mål och budget 2025, tkr | 33
        Nämnd | 2024 | 2025
        KS    | 1418 | 1480
        Mål och budget 2025, tkr | 34
        SN    | 6550 | 6417
        Mål och budget 2025, tkr | 35
        =>
        B3 | KS | 2024 | 1418 tkr
        C3 | KS | 2025 | 1480 tkr
        B5 | SN | 2024 | 6550 tkr
        C5 | SN | 2025 | 6417 tkr
    """,
    "names again with numbers one higher are no pages": """
        Belopp i kronor
        År   | Program   | Belopp
        2012 | Politik   | 7
             | Grundskola | 0
        2013 | Politik   | 7
             | Grundskola | 1
        =>
        C3 | Politik | 2012 | 7 kr
        C4 | Grundskola | 2012 | 0 kr
        C5 | Politik | 2013 | 7 kr
        C6 | Grundskola | 2013 | 1 kr
    """,
    "spans of days over the columns": """
        Projektbudget, SEK
        Kostnadsslag | 240201-240731 | 240801-250131 | tom 250930
        Personal     | 310000        | 418000        | 1021344
        Resor        | 8000          | 14000         | 21650
        =>
        B3 | Personal | 2024 | 310000 kr
        C3 | Personal | 2025 | 418000 kr
        D3 | Personal | 2025 | 1021344 kr
        B4 | Resor | 2024 | 8000 kr
        C4 | Resor | 2025 | 14000 kr
        D4 | Resor | 2025 | 21650 kr
    """,
    "costs shared by heads, and a share that is money": """
        Licenser 2026, SEK
        System | Antal | Budget share | Fördelning enl. antal: KS, kr | Moms 25 %, kr
        M365   | 1450  | 900000       | 450000                    | 225000
        GIS    | 22    | 60000        | 20000                     | 15000
        =>
        C3 | M365 | 2026 | 900000 kr
        D3 | M365 | 2026 | 450000 kr
        E3 | M365 | 2026 | 225000 kr
        C4 | GIS | 2026 | 60000 kr
        D4 | GIS | 2026 | 20000 kr
        E4 | GIS | 2026 | 15000 kr
    """,
    "years down, and forecasts after them, under a row of units": """
        Underlag till internbudget
                      | Ärenden | Arvoden | Personal
        År            | st      | tkr     | kr
        2023          | 803     | -7698   | -4602000
        2024          | 841     | -8455   | -4951000
        Prognos 2025  | 866     | -9020   | -5240000
        =>
        C4 | Arvoden | 2023 | -7698 tkr
        D4 | Personal | 2023 | -4602000 kr
        C5 | Arvoden | 2024 | -8455 tkr
        D5 | Personal | 2024 | -4951000 kr
        C6 | Arvoden | 2025 | -9020 tkr
        D6 | Personal | 2025 | -5240000 kr
    """,
    "volumes and shares over the money, each row in its unit": """
        Långsiktig ekonomi
                     |       | Bokslut | Prognos
                     | Enhet | 2024    | 2025
        Såld mängd   | tm³   | 2410    | 2385
        Odebiterat   | %     | 23.1    | 22.8
        Avgifter     | tkr   | 88412   | 94100
        Drift        | tkr   | -61877  | -63400
        =>
        C6 | Avgifter | 2024 | 88412 tkr
        D6 | Avgifter | 2025 | 94100 tkr
        C7 | Drift | 2024 | -61877 tkr
        D7 | Drift | 2025 | -63400 tkr
    """,
    "a rate of exchange beside the unit": """
        Projekt 2025
        SEK | | Kurs anv.: | 11.3862

        Kostnadsslag | Period 1 | Period 2
        Personal     | 310000   | 418000
        Resor        | 8000     | 14000
        =>
        B5 | Personal | 2025 | 310000 kr
        C5 | Personal | 2025 | 418000 kr
        B6 | Resor | 2025 | 8000 kr
        C6 | Resor | 2025 | 14000 kr
    """,
    "years in a note under the table": """
        Resultatbudget, tkr
        Post          | Budget | Prognos 2 | Utfall
        Hyresintäkter | 212400 | 205350    | 198811
        Räntor        | -25900 | -21470    | -19683

        Budget avser 2026, Prognos 2 avser 2025 (per 31 aug) och Utfall avser 2024.
        =>
        B3 | Hyresintäkter | 2026 | 212400 tkr
        C3 | Hyresintäkter | 2025 | 205350 tkr
        D3 | Hyresintäkter | 2024 | 198811 tkr
        B4 | Räntor | 2026 | -25900 tkr
        C4 | Räntor | 2025 | -21470 tkr
        D4 | Räntor | 2024 | -19683 tkr
    """,
    "a thousand crowns at the end of a title": """
        Driftramar per nämnd 2026, 1 000 kr
        Nämnd         | Budget 2025 | Budget 2026
        Socialnämnden | 4812        | 4900
        =>
        B3 | Socialnämnden | 2025 | 4812 tkr
        C3 | Socialnämnden | 2026 | 4900 tkr
    """,
    "a thousand crowns before the level of prices": """
        Bevillingsoversigt – 1.000 kr., 2026-prisniveau
        Udvalg      | Regnskab 2024 | Overslag 2027
        Folkeskolen | 302110        | 323941
        =>
        B3 | Folkeskolen | 2024 | 302110 tkr
        C3 | Folkeskolen | 2027 | 323941 tkr
    """,
    "months and days written short": """
        Delårsrapport 2025, mkr
        Post     | Utfall 2508 | Utfall 2408 | Utfall 240930 | Utfall jan-aug 23 | Budget 2025
        Avgifter | 141.7       | 138.2       | 139.1         | 130               | 221
        =>
        B3 | Avgifter | 2025 | 141.7 mkr
        C3 | Avgifter | 2024 | 138.2 mkr
        D3 | Avgifter | 2024 | 139.1 mkr
        E3 | Avgifter | 2023 | 130 mkr
        F3 | Avgifter | 2025 | 221 mkr
    """,
    "codes over the names of columns": """
        Internbudget 2026, tkr
        Ansvar     | 6210     | 6220
        Kontogrupp | Solgården | Björkbacken | Summa 2026
        Avgifter   | 2310     | 1985        | 4295
        Hyror      | 3480     | 2990        | 6470
        =>
        B4 | Avgifter | 2026 | 2310 tkr
        C4 | Avgifter | 2026 | 1985 tkr
        D4 | Avgifter | 2026 | 4295 tkr | subtotal
        B5 | Hyror    | 2026 | 3480 tkr
        C5 | Hyror    | 2026 | 2990 tkr
        D5 | Hyror    | 2026 | 6470 tkr | subtotal
    """,
    "kilometres before the money": """
        Ägarbidrag 2026, kronor
        Kommun  | Utbudskm 2026 | Linjetrafik | Skolkort | Summa bidrag 2026
        Arboga  | 412300        | 8843835     | 1305100  | 10148935
        Köping  | 744910        | 15978320    | 2736500  | 18714820
        =>
        C3 | Arboga | 2026 | 8843835 kr
        D3 | Arboga | 2026 | 1305100 kr
        E3 | Arboga | 2026 | 10148935 kr
        C4 | Köping | 2026 | 15978320 kr
        D4 | Köping | 2026 | 2736500 kr
        E4 | Köping | 2026 | 18714820 kr
    """,
    "posts under their own heading": """
        Fire department, SEK
                            | Actual 2024 | Adopted 2025
        Salaries            | 19302877    | 20115400
        Supplies            | 802877      | 815400

        Full-Time Equivalents
        Sworn               | 150         | 152
        Civilian            | 17.5        | 18
        =>
        B3 | Salaries | 2024 | 19302877 kr
        C3 | Salaries | 2025 | 20115400 kr
        B4 | Supplies | 2024 | 802877 kr
        C4 | Supplies | 2025 | 815400 kr
    """,
    "a unit after an underscore": """
        AR   | NAMND | BUDGET_TKR | UTFALL_TKR
        2022 | KS    | 14200      | 14334
        2023 | KS    | 14900      | 14800
        =>
        C2 | KS | 2022 | 14200 tkr
        D2 | KS | 2022 | 14334 tkr
        C3 | KS | 2023 | 14900 tkr
        D3 | KS | 2023 | 14800 tkr
    """,
    "a day written out over a column": """
        Reserves statement, SEK
                | 31 March 2025 | 31 mars 2026
        General | 1200          | 1300
        =>
        B3 | General | 2025 | 1200 kr
        C3 | General | 2026 | 1300 kr
    """,
    "a row in another unit under the table": """
        Koncernbudget 2026, belopp i tkr där ej annat anges
        Post            | Moder  | Energi | Koncernen
        Intäkter        | 1200   | 611450 | 612650
        Kostnader       | -4100  | -431800| -435900
        Resultat        | -2900  | 179650 | 176750

        Investeringar, mnkr |    | 182.5  | 182.5
        Medelantal anställda | 2 | 96     | 98
        =>
        B3 | Intäkter | 2026 | 1200 tkr
        C3 | Intäkter | 2026 | 611450 tkr
        D3 | Intäkter | 2026 | 612650 tkr
        B4 | Kostnader | 2026 | -4100 tkr
        C4 | Kostnader | 2026 | -431800 tkr
        D4 | Kostnader | 2026 | -435900 tkr
        B5 | Resultat | 2026 | -2900 tkr | subtotal
        C5 | Resultat | 2026 | 179650 tkr | subtotal
        D5 | Resultat | 2026 | 176750 tkr | subtotal
        C7 | Investeringar, mnkr | 2026 | 182.5 mkr
        D7 | Investeringar, mnkr | 2026 | 182.5 mkr
    """,
    "heads under their own heading": """
        Placeringskostnader 2025, tkr
                      | jan  | feb
        HVB           | 1329 | 1308
        Summa         | 1329 | 1308

        Antal placerade sista dagen i månaden
        Barn och unga | 58   | 59
        Vuxna         | 33   | 27
        =>
        B3 | HVB | 2025 | 1329 tkr
        C3 | HVB | 2025 | 1308 tkr
        B4 | Summa | 2025 | 1329 tkr | total
        C4 | Summa | 2025 | 1308 tkr | total
    """,
    "what a change is held against is not its year": """
        Revenue 2026, SEK
             | Actual | Adopted | Tentative | Change from
             | FY24   | FY25    | FY26      | FY25 Adopted
        Tax  | 90     | 100     | 120       | 20
        Fees | 9      | 10      | 11        | 1
        =>
        B4 | Tax | 2024 | 90 kr
        C4 | Tax | 2025 | 100 kr
        D4 | Tax | 2026 | 120 kr
        E4 | Tax | 2026 | 20 kr
        B5 | Fees | 2024 | 9 kr
        C5 | Fees | 2025 | 10 kr
        D5 | Fees | 2026 | 11 kr
        E5 | Fees | 2026 | 1 kr
    """,
    "what a loan is called and the day it stood": """
        Skuld per 2025-08-31, mkr
        Lån                   | Belopp 2025-08-31 | Utnyttjat 2024-12-31
        Kommuninvest K2019-11 | 200               | 210
        Kommuninvest K2021-03 | 350               | 340
        =>
        B3 | Kommuninvest K2019-11 | 2025 | 200 mkr
        C3 | Kommuninvest K2019-11 | 2024 | 210 mkr
        B4 | Kommuninvest K2021-03 | 2025 | 350 mkr
        C4 | Kommuninvest K2021-03 | 2024 | 340 mkr
    """,
    "a difference of two columns it names": """
        Resultat, tkr
        Post  | Budget | Prognos 2 | Utfall | Bu - Pr 2
        Hyror | 212   | 205   | 198   | 7

        Budget avser 2026, Prognos 2 avser 2025 och Utfall avser 2024.
        =>
        B3 | Hyror | 2026 | 212 tkr
        C3 | Hyror | 2025 | 205 tkr
        D3 | Hyror | 2024 | 198 tkr
        E3 | Hyror | 2026 | 7 tkr
    """,
    "codes under a word that elsewhere means money": """
        Budgetbericht zum 30.09.2025, TEUR
        Budget | Bezeichnung   | Ergebnis 2024 | Plan 2025
        10     | Büro          | 2214          | 2380
        11     | Personal      | 6120          | 6544
        51     | Jugendamt     | 1877          | 1960
        =>
        C3 | Büro | 2024 | 2214 tkr
        D3 | Büro | 2025 | 2380 tkr
        C4 | Personal | 2024 | 6120 tkr
        D4 | Personal | 2025 | 6544 tkr
        C5 | Jugendamt | 2024 | 1877 tkr
        D5 | Jugendamt | 2025 | 1960 tkr
    """,
    "a month and its year with a dash": """
        Uppföljning sep -25, tkr
        Enhet    | Budget | Utfall
        Almgård  | 31240  | 23274
        =>
        B3 | Almgård | 2025 | 31240 tkr
        C3 | Almgård | 2025 | 23274 tkr
    """,
    "a thousand crowns and what they are in": """
        Katalog 2026
        1.000 kr. i 2026-priser (- = besparelse)
        Forslag  | 2026 | 2027
        Skole    | -240 | -300
        =>
        B4 | Skole | 2026 | -240 tkr
        C4 | Skole | 2027 | -300 tkr
    """,
    "when it was decided is not its year": """
        Tilläggsbudget 2026, tkr
        Nämnd | Budget enl KF nov 2025 | Utfall föreg år
        KS    | 4210                   | 4100
        =>
        B3 | KS | 2026 | 4210 tkr
        C3 | KS | 2025 | 4100 tkr
    """,
    "who owns a project does not name it": """
        Projektmedel 2025, kr
        Projekt       | Projektägare | Beviljat
        Grön omställning | Energikontoret | 400000
        Smart industri   | Teknikdalen    | 250000
        Besöksnäring     | Visit          | 125000
        =>
        C3 | Grön omställning | 2025 | 400000 kr
        C4 | Smart industri | 2025 | 250000 kr
        C5 | Besöksnäring | 2025 | 125000 kr
    """,
    "last year to the same month, and quantities": """
        Månadsrapport oktober 2025, kr
        Område | Listade | Besök | Utfall hittills i år | Utfall hittills i fjor
        Norr   | 11098   | 412   | 6120.50              | 5988.20
        Söder  | 5478    | 310   | 3120.10              | 2988.90
        =>
        D3 | Norr | 2025 | 6120.5 kr
        E3 | Norr | 2024 | 5988.2 kr
        D4 | Söder | 2025 | 3120.1 kr
        E4 | Söder | 2024 | 2988.9 kr
    """,
    "a quantity with its unit before the cost": """
        Kalkyl 2025, tkr
        Byggdel   | Mängd | Enhet | Kostnad
        Rivning   | 3400  | m2    | 1190
        Häll      | 1850  | m2    | 5365
        Bänkar    | 12    | st    | 240
        =>
        D3 | Rivning | 2025 | 1190 tkr
        D4 | Häll | 2025 | 5365 tkr
        D5 | Bänkar | 2025 | 240 tkr
    """,
    "a year alone over its block": """
        Regionbidrag 2026-2027, mkr
                    | HSN    | TVN
        2026
        Ram 2025    | 8735.2 | 64.8
        Uppräkning  | 251.3  | 1.9
        2027
        Ram 2026    | 8986.5 | 66.7
        Uppräkning  | 244    | 1.8
        =>
        B4 | Ram 2025 | 2025 | 8735.2 mkr
        C4 | Ram 2025 | 2025 | 64.8 mkr
        B5 | Uppräkning | 2026 | 251.3 mkr
        C5 | Uppräkning | 2026 | 1.9 mkr
        B7 | Ram 2026 | 2026 | 8986.5 mkr | subtotal
        C7 | Ram 2026 | 2026 | 66.7 mkr | subtotal
        B8 | Uppräkning | 2027 | 244 mkr
        C8 | Uppräkning | 2027 | 1.8 mkr
    """,
    "the level of prices is no year": """
        Länsplan, prisnivå 2024-02, mkr
        Objekt | 2026 | 2027
        Väg 40 | 12   | 14
        =>
        B3 | Väg 40 | 2026 | 12 mkr
        C3 | Väg 40 | 2027 | 14 mkr
    """,
    "balances on two days in digits": """
        Not 23 Lån 2024, mkr
        Låntyp | Belopp 241231 | Belopp 231231
        Stibor | 75            | 125
        Grönt  | 180           | 90
        =>
        B3 | Stibor | 2024 | 75 mkr
        C3 | Stibor | 2023 | 125 mkr
        B4 | Grönt | 2024 | 180 mkr
        C4 | Grönt | 2023 | 90 mkr
    """,
    "prose": """
        Trygghetspaketet 2022 får 5 mkr.
        Totalt 6 mkr årligen.
        =>
    """,
}  # fmt: skip
