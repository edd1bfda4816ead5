"""Given names that are almost always a woman's or a man's, to tell whom "she" or "he" can stand for."""

from __future__ import annotations

from typing import Final

_FEMALE: Final = frozenset(
    """
    abigail ada adela adele adriana agata agnes aisha alexandra alice alicia alina alison allison alma amalia
    amanda amelia amelie amina amira amy ana anastasia anette angela angelika angelina anita anja anke ann anna
    annabel annabelle anne annelie annette annika antoinette antonia ariana arlene astrid audrey augusta aurora ava
    barbara barbro beata beatrice belinda bella benedetta berit bernadette bernice beth bettina bettine betty
    bianca birgit birgitta bonnie brenda bridget brigid brigitte britta camilla carla carlotta carmen carol carole
    carolina caroline carolyn cassandra catalina catherine cecile cecilia cecily celeste celia celina charlene
    charlotte cheryl chiara chloe christa christel christina christine claire clara clare clarissa claudia claudine
    clementine colleen cora cordelia corinna corinne cornelia cristina cynthia dagmar daisy dana daniela daphne
    deborah debra delia denisa denise desiree diana dolores dora doris dorothea dorothy edda edith edwina eileen
    elaine eleanor eleanora elena elif elinor elisabeth elise eliza elizabeth elke ella ellen elsa elvira emilia
    emily emma emmeline enid erica erika ernestine esme estelle esther ethel eugenia eunice eva eve evelina evelyn
    fatima fatma felicia felicity fernanda fiona florence frances francesca freya frida frieda friederike gabriela
    gemma genevieve georgina geraldine gerda germaine gillian gina ginette giovanna gisela giulia gloria grace
    greta gudrun gwen gwendolyn hanna hannah harriet hazel heather hedda hedwig heidi heike helen helena helga
    henrietta henriette hermione hester hilda hildegard ida ilse imelda imogen ines inga ingeborg ingrid ioana
    irene irina iris isabel isabella isabelle isolde ivana ivy jacqueline jana jane janet janice janine jasmin
    jasmine jean jeanette jeanne jenna jennifer jenny jessica jill joan joanna joanne jodie johanna josefine
    josephine josie joyce juanita judith judy julia juliana julianne julie justine kaja karen karin karina karla
    katarina kate katharina katherina katherine kathleen kathrin kathy katja katrin katrina kerstin khadija
    kimberly kirsten kirsty kristina lara larissa latifa laura laureen lavinia leah leila lena leonie leonora
    leticia letitia lidia liesel liesl lillian lily lina linda linnea lisa lisbeth livia liz lola lorna lorraine
    louisa louise lucia lucie lucille lucinda lucy ludmila luisa luise lydia mabel madeleine magda magdalen
    magdalena magnolia maja malin mandy marcella margaret margarethe margarita margery margit margot margrethe
    marguerite maria mariam marianna marianne maribel marie mariella marielle marietta marilyn marina marion
    marjorie marlene marta martha martina mary maryam mathilda mathilde matilda maud maureen maxine maya meg megan
    melanie melinda melissa mercedes meredith mia michelle mila mildred millicent minna mireille miriam moira molly
    mona monica monika monique muriel myra myriam nadia nadine naima nancy naomi natalia natalie natasha nathalie
    nell nellie nelly nerys nessa nicola nicole nikki nina noelle noemi nora noreen norma odette odile olena olga
    olivia olympia ophelia ottilie pamela paola patricia paula pauline penelope petra petronella philippa phoebe
    phyllis pia polly portia priscilla priya queenie rachel ramona rebecca regina renata renate renee rhea rhiannon
    rhoda rhonda rita roberta romy rosa rosalie rosalind rosalyn rosamund rose roseanne rosemarie rosemary rowena
    roxana ruth sabine sabrina sadie sally samantha sandra sara sarah saskia selina selma serena sharon sheila
    shelley shirley sian sibylle sidonie signe sigrid sigrun silke silvia simone sinead siobhan sofia solveig sonia
    sonja sophia sophie sophy stacey stella stephanie sue susan susanna svenja svetlana swantje sybil sylvia
    tabitha tamara tamsin tania tanja tatiana tatyana teresa tess tessa thea thelma theresa therese tilda tina tova
    trudy ulrike ursel ursula uschi valentina valeria valerie vanessa vera verena veronica veronika victoria viola
    virginia vivian vivienne wanda wendy wilma winifred xenia yasmin yasmina yolanda yulia yvette yvonne zainab
    zara zelda zita zoe zofia
    """.split()
)
_MALE: Final = frozenset(
    """
    aaron abdul abdullah abel abraham adalbert adam adolf adrian ahmad ahmed ahmet aidan alan alasdair alastair
    albert albrecht aldo alec alejandro alessandro alexander alexandre alexei alfonso alfred ali alistair allan
    alois alvaro amir amos anatole anders andre andreas andrei andres andrew andrzej andy angus ansel anselm
    anthony antoine anton antonio antti archibald archie armand armin arne arno arnold arthur arturo arvid asher
    auguste augustin aurel axel balthazar barnaby barry bart bartholomew basil bastian ben benedict benedikt bengt
    benito benjamin benno bernard bernd berthold bertram bertrand bill bjarne bjorn björn bob bogdan boris brad
    bradley brendan brent brett brian bruce bruno bryan burkhard byron caleb calvin carl carlos cedric cesar chad
    charles chester christian christoph christopher chuck clarence claudio claus clemens clement clifford clint
    clive clyde colin colm connor conrad constantin cornelius craig curtis cyril damian damien dan daniel darius
    darrell darren daryl dave david davide dean declan denis dennis derek derrick desmond detlef diego dieter
    dietmar dimitar dimitri dirk dmitry dominic dominik don donald donovan dorian doug douglas duncan dwight dylan
    eberhard eckhard edgar edmond edmund eduardo edvard edward edwin egon elias elijah elliot elliott emanuel emil
    emile emmanuel emmett enno enrico enzo ephraim erasmus erhard eric erik erland ernest ernesto ernst errol erwin
    ethan eugene eusebio evan evander everett ewald ezekiel ezra fabian fabio fabrice farid federico felipe felix
    ferdinand fergus fernando fidel finn fletcher floyd folke francesco francis francisco francois frank franklin
    franz fred frederic frederick fredrik friedrich fritz gabor gareth garrett gary gaspard gaston gavin geir geoff
    geoffrey georg george georges gerald gerard gerd gerhard gerry gideon gilbert giles gino giorgio giovanni
    giuseppe glen glenn godfrey gordon gottfried graham grant greg gregor gregory griffith guido guillaume
    guillermo gunnar gunther gus gustav gustavo guy haakon hakan hal halvor hamid hank hannes hans harald harold
    harry harvey hasan hassan hector heiko heinrich heinz helge helmut hendrik henning henri henrik henry henryk
    herbert herman hermann hilmar hjalmar holger horace horst howard hubert hugh hugo humphrey hussein ian ibrahim
    ignace ignacio ignatius igor ilya immanuel imran ingmar ingo irwin isaac isak ismail ivan ivar jaap jacek jack
    jacob jacques jakob jakub james jan jared jaroslav jarvis jason jasper javier jed jeff jeffrey jens jeremiah
    jeremy jerome jerry jethro jim joachim joakim jochen jock joe joel johan johann johannes john johnny jonah
    jonas jonathan joost jorge joris jory josef joseph josh joshua josiah juan jules julian julio julius jurgen
    justin jürgen kamil karim karl karsten kaspar kasper keith kelvin ken kenneth kenny kevin khalid kjell klaus
    knut konrad konstantin kurt lachlan lamar lars laszlo laurence laurent lawrence lennart lennox leo leon leonard
    leonid leopold leroy lester levi liam linus lionel lloyd lorenzo lothar louis luca lucas lucien ludovic ludwig
    luigi luis lukas luke luther lyle magnus malcolm malik manfred manuel marc marcel marcelo marco marcus marek
    mario marius mark markus marlon marten martin marvin mateo mathias mats matteo matthew matthias maurice
    maurizio max maxim maximilian maximilien mehmet melvin michael michal michel miguel mikael mike mikhail milan
    miles milo milos mitchell mohamed mohammad mohammed mordecai moritz morris morten mortimer moses muhammad
    mustafa myles nathan nathaniel ned neil neville niall nicholas nick nicolas niels nigel niklas nikolai nils
    noah norbert norman oisin olaf olav ole oleg oleksandr oliver omar orlando orson oscar oskar ossian oswald
    oswin otis ottavio otto owen pablo pascal patrice patrick paul paulo pavel peder pedro per percival percy peter
    petr phil philip philipp philippe pierre piers piet pieter pietro pim piotr preston quentin quincy rafael rahul
    raimund rainer ralf ralph ramiro ramon randall randolph raoul rasmus raul ravi raymond rayner reggie reginald
    reinhard reinhold rene rené reynold reza rhys ricard ricardo richard rico roald rob robert roberto rocco
    roderick rodney rodolfo rodrigo rogelio roger roland rolf romain roman ronald ronan ronnie rory ross roy ruben
    rudi rudolf rufus rune rupert russell rutger ryan ryszard salim salman salvatore samir samuel sander sandor
    santiago scott sean sebastian sepp serge sergei sergey sergio seth seymour shane shaun siegfried sigmund sigurd
    silas simeon simon sixten solomon soren spencer stan stanislav stefan stephan stephen steve steven stewart stig
    stuart sture sven sylvain sylvester tadeusz tage tancred tariq ted terence terje terrence terry thaddeus theo
    theobald theodor theodore thierry thomas thor thorbjorn thorsten tiago tibor tim timothy titus tobias tobin
    toby todd tom tomas tony torben tore torsten torvald travis trevor tristan tyler ugo ulf ulrich umberto uwe
    vaclav valentin vasily vaughn vernon victor vidar viktor vince vincent vincenzo virgil vitaly vitus vladimir
    volker volkmar volodymyr wallace walter wanderley warren warwick wayne wendell wenzel werner wes wesley wilbur
    wilfred wilhelm will willem willi william willis wim winston wolfgang wolfram xaver xavier yann yannick yusuf
    yves zachary zane zeno zoltan
    """.split()
)
GIVEN_NAMES: Final = _FEMALE | _MALE


def gender_of_name(name: str) -> str:
    """``f`` or ``m`` where the first of several names tells it, else nothing."""
    first, _, rest = name.partition(" ")
    low = first.casefold()
    if not rest:
        return ""
    return "f" if low in _FEMALE else "m" if low in _MALE else ""
